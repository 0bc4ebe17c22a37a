"""`python -m generator` is the same program as the command `nianbao`."""

from generator.cli.main import main

if __name__ == "__main__":
    main()
