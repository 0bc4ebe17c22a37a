"""What the bundle's program starts with; worker processes start here, too."""

import multiprocessing

from generator.cli.main import main

if __name__ == "__main__":
    multiprocessing.freeze_support()  # a worker's command line is not the user's
    main()
