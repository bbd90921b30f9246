"""A made-up country streamed as N-Quads, for releases larger than the build takes."""
