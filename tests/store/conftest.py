from object_store import between, bucket, keys, server

__all__ = ["between", "bucket", "keys", "server"]
