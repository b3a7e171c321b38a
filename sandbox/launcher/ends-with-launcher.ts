/**
 * Ends a process with the launcher, however that ends. Loaded before the bot's own program (`--import`) it ends the
 * bot, which knows nothing of it. A frozen bot cannot listen: for that, started as a program of its own with
 * SANDBOX_GUARDED_PID, it ends the process with that id.
 */
const guarded = process.env['SANDBOX_GUARDED_PID']
process.once('disconnect', () => {
  if (guarded === undefined) process.kill(process.pid, 'SIGKILL')
  else process.kill(Number(guarded), 'SIGKILL')
})
// Listening must not keep the bot alive; the guard has nothing else to live for.
if (guarded === undefined) process.channel?.unref()
