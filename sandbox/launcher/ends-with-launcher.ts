/**
 * Loaded before the bot's own program (`--import`): ends the process with the launcher, however that ends. The bot
 * itself knows nothing of it.
 */
process.once('disconnect', () => process.kill(process.pid, 'SIGKILL'))
// Listening must not keep the process alive.
process.channel?.unref()
