import { type Part, type Sentence, sentence } from '../parts.ts'

/** Words of an instance's start after its rollback. */
export const start = {
  button: 'Start instance',
  confirm: {
    title: 'Start the instance?',
    text: 'It starts with the system disk as it is after the rollback.',
    start: 'Start',
    back: 'Back',
  },
  requested: {
    headline: 'Start of the instance requested',
    what: (by: Part): Sentence => sentence`${by} asked for the instance to be started.`,
  },
  going: sentence`The instance is being started.`,
  refused: {
    headline: 'Start refused by Tencent Cloud',
    what: sentence`Tencent Cloud refused to start the instance. The bot does not try again.`,
  },
  lost: {
    headline: 'Start sent, answer missing',
    noAnswer: sentence`The start was sent to Tencent Cloud, but no readable answer came.`,
    restart: sentence`The bot stopped while it was sending the start, so it does not know the answer.`,
    next: sentence`It is never sent a second time. The bot looks whether the instance comes up.`,
  },
  ended: {
    running: {
      headline: 'Instance running again',
      what: (down: string): Sentence => sentence`The instance runs again; it was down for about ${down}.`,
    },
    alreadyRunning: {
      headline: 'Instance running already',
      what: sentence`The instance was running already when the bot looked, so nothing was sent.`,
    },
    notRunning: {
      headline: 'Instance not running',
      what: (state: Part): Sentence =>
        sentence`The instance had not come to run when the wait for it ended; its state was: ${state}. Look at it in the console.`,
      unknown: sentence`Whether the instance runs could not be read. Look at it in the console.`,
    },
    missing: {
      headline: 'Instance gone',
      what: sentence`The instance no longer exists.`,
    },
    held: {
      headline: 'Instance not started',
      what: sentence`Another request for the instance is open, so nothing was sent. Wait for its end, then start the instance in the console.`,
    },
    tooLate: {
      headline: 'Instance not started',
      what: sentence`The start could not be sent within five minutes, so nothing was sent. Start the instance in the console.`,
    },
  },
}
