"""Turns settings, counts and files into what a release says of itself: DCAT-AP, VoID, SPARQL examples, citations."""
