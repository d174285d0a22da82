"""The models that read: embedders and rerankers, bundled or from a folder."""
