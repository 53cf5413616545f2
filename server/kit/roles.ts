import pg from 'pg'
import { deriveKey } from '#kit/secret-key'

export const services = ['app', 'links', 'auth'] as const
export type Service = (typeof services)[number]

/** The name of a service's PostgreSQL role. */
export const roleName = (prefix: string, service: Service): string => `${prefix}_${service}`

/** Its password: derived from the installation's secret key, so that nothing needs storing. */
export const rolePassword = (key: Buffer, service: Service): string => deriveKey(key, `database-role:${service}`).toString('base64url')

/** Makes the roles that web, links and sign-in connect as: they own nothing and cannot bypass row-level security. */
export const prepareRoles = async (client: pg.Client, prefix: string, key: Buffer): Promise<void> => {
  const { rows } = await client.query<{ current_database: string }>('select current_database()')
  const database = pg.escapeIdentifier(rows[0]?.current_database ?? '')
  for (const service of services) {
    const role = roleName(prefix, service)
    const found = await client.query('select 1 from pg_roles where rolname = $1', [role])
    const verb = found.rowCount ? 'alter' : 'create'
    await client.query(`${verb} role ${pg.escapeIdentifier(role)} login nosuperuser nobypassrls password ${pg.escapeLiteral(rolePassword(key, service))}`)
    await client.query(`grant connect on database ${database} to ${pg.escapeIdentifier(role)}`)
  }
}
