/** States of the cloud's objects in plain words; one that is not here is shown as it came. */
export const states = {
  instance: {
    PENDING: 'being created',
    LAUNCH_FAILED: 'creation failed',
    RUNNING: 'running',
    STOPPED: 'stopped',
    STARTING: 'starting',
    STOPPING: 'stopping',
    REBOOTING: 'restarting',
    SHUTDOWN: 'shut down, waiting to be recycled',
    TERMINATING: 'being terminated',
    DELETING: 'being deleted',
    FREEZING: 'frozen',
    ENTER_RESCUE_MODE: 'entering rescue mode',
    RESCUE_MODE: 'in rescue mode',
    EXIT_RESCUE_MODE: 'leaving rescue mode',
  },
  snapshot: {
    NORMAL: 'ready',
    CREATING: 'being created',
    ROLLBACKING: 'being rolled back to',
  },
}
