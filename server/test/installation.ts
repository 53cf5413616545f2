import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { readSettings, type Settings } from '../env.ts'
import { assemble, type Installation } from '../assemble.ts'
import type { Connections } from '#kit/connections'
import { createLog } from '#kit/log'
import { testDatabase } from '#test/database'
import { testKey } from '#test/cluster'
import type { Clock } from '#kit/clock'
import { inTheEnd } from '#test/ending'

export interface TestInstallation extends Installation { address: string; connections: Connections }

/** A whole Portevoix on a free port of the loopback, on a database of its own; stopped after the test file. */
export const testInstallation = async (options: { settings?: Partial<Settings>; clock?: Clock; works?: boolean } = {}): Promise<TestInstallation> => {
  const data_dir = mkdtempSync(join(tmpdir(), 'portevoix-data-'))
  const connections = await testDatabase()
  const settings: Settings = {
    ...readSettings({ PORT: '0', DATA_DIR: data_dir, LOG_LEVEL: 'silent', OUTBOUND_ALLOW: '127.0.0.0/8,localhost' }, []),
    services: options.works === false ? ['web', 'links'] : ['web', 'links', 'worker'], ...options.settings,
  }
  const installation = await assemble({ settings, key: testKey, log: createLog(settings.log_level), connections, clock: options.clock })
  inTheEnd(async () => {
    await installation.stop()
    rmSync(data_dir, { recursive: true, force: true })
  })
  return { ...installation, connections, address: installation.kit.settings.base_url }
}
