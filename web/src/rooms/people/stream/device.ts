const browsers = [['Edg', 'Edge'], ['OPR', 'Opera'], ['SamsungBrowser', 'Samsung Internet'], ['Firefox', 'Firefox'], ['FxiOS', 'Firefox'], ['CriOS', 'Chrome'], ['Chrome', 'Chrome'], ['Safari', 'Safari']] as const
const systems = [['iPhone', 'iPhone'], ['iPad', 'iPad'], ['Android', 'Android'], ['Windows', 'Windows'], ['Mac OS X', 'macOS'], ['CrOS', 'ChromeOS'], ['Linux', 'Linux']] as const

const first = (agent: string, names: readonly (readonly [string, string])[]): string | null => names.find(([sign]) => agent.includes(sign))?.[1] ?? null

/** What a person calls the browser and the machine that an agent names; order matters, since each claims to be the others. */
export const deviceOf = (agent: string): { browser: string; system: string } | null => {
  const browser = first(agent, browsers)
  const system = first(agent, systems)
  return browser && system ? { browser, system } : null
}
