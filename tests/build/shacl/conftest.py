"""What the tests of the engine share."""

import pyoxigraph as ox
import pytest

from esgraph.build.dataset import Dataset


@pytest.fixture(scope="session")
def dataset_store(dataset: Dataset) -> ox.Store:
    """The union of all graphs of the first dataset; nothing may change it."""
    store = ox.Store()
    store.extend(ox.Quad(one.subject, one.predicate, one.object) for one in dataset.triples())
    return store
