"""What stands between the network and the screens: host names, size of requests, headers, forms, faults."""
