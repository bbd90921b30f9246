"""What a stage took is not less than what any part of it took."""

from esgraph.build.stages import Stages, table


def test_a_stage_had_at_least_the_memory_of_its_parts() -> None:
    stages = Stages()
    with stages.stage("all"):
        with stages.stage("large"):
            held = b"x" * (200 << 20)  # pages that are written to
            del held
        with stages.stage("small"):
            pass
    large, small, whole = stages.done
    assert [stage.name for stage in stages.done] == ["large", "small", "all"]
    assert large.peak >= 200 << 20
    assert small.peak < large.peak
    assert whole.peak == large.peak
    assert whole.seconds >= large.seconds + small.seconds
    assert f"| all | {whole.seconds:.2f} |" in table(stages.done)


def test_what_was_before_a_stage_is_no_part_of_it() -> None:
    stages = Stages()
    with stages.stage("large"):
        held = b"x" * (200 << 20)  # pages that are written to
        del held
    with stages.stage("small"):
        pass
    large, small = stages.done
    assert small.peak < large.peak
