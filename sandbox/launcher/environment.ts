/**
 * Variables of a real installation, which must not reach the sandbox: its bot would talk to a real workspace, cloud,
 * store or proxy.
 */
const ofARealInstallation =
  /^(SLACK_|TENCENTCLOUD_|LIGHTHOUSE_ENDPOINT$|LIGHTHOUSE_REGIONS$|DATABASE_URL$|DATA_DIR$|PORT$|(https?|all|no)_proxy$)/i

/** @returns the environment of a program of the sandbox: the caller's without a real installation's, and the sandbox's. */
export const sandboxEnvironment = (
  caller: Readonly<Record<string, string | undefined>>,
  own: Readonly<Record<string, string>>,
): Record<string, string | undefined> => ({
  ...Object.fromEntries(Object.entries(caller).filter(([name]) => !ofARealInstallation.test(name))),
  ...own,
})
