"""The labelled set of agent sentences, and the training and examination of the act recogniser on it."""
