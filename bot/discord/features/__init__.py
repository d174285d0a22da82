"""What people can do with the bot on Discord, a module for each command, event or button."""
