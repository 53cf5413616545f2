import pg from 'pg'
import { Refusal } from '#kit/refusal'
import { deriveKey } from '#kit/secret-key'

export const services = ['app', 'links', 'auth'] as const
export type Service = (typeof services)[number]

/** The name of a service's PostgreSQL role. */
export const roleName = (prefix: string, service: Service): string => `${prefix}_${service}`

/** Its password: derived from the installation's secret key, so that nothing needs storing. */
export const rolePassword = (key: Buffer, service: Service): string => deriveKey(key, `database-role:${service}`).toString('base64url')

const overreaches = async (client: pg.Client, role: string): Promise<boolean> =>
  (await client.query('select 1 from pg_roles where rolname = $1 and (rolsuper or rolbypassrls)', [role])).rowCount !== 0

/** Makes the roles that web, links and sign-in connect as: they own nothing and cannot bypass row-level security. */
export const prepareRoles = async (client: pg.Client, prefix: string, key: Buffer): Promise<void> => {
  const { rows } = await client.query<{ current_database: string }>('select current_database()')
  const database = pg.escapeIdentifier(rows[0]?.current_database ?? '')
  for (const service of services) {
    const role = roleName(prefix, service)
    const found = await client.query('select 1 from pg_roles where rolname = $1', [role])
    const password = `login password ${pg.escapeLiteral(rolePassword(key, service))}`
    // an owner who is no superuser may make such roles and set their passwords, but not name the privileges they lack anew
    await client.query(found.rowCount ? `alter role ${pg.escapeIdentifier(role)} ${password}` : `create role ${pg.escapeIdentifier(role)} ${password}`)
    if (await overreaches(client, role)) throw new Refusal(`The database role ${role} is a superuser or bypasses row-level security: run alter role ${role} nosuperuser nobypassrls.`)
    await client.query(`grant connect on database ${database} to ${pg.escapeIdentifier(role)}`)
  }
}
