import pg from 'pg'

/** How much of everything; days end today. */
export interface Sizes { members: number; contents: number; shares: number; clicks: number; days: number }

/** Ids that can be told from a number, so that rows made by one statement can refer to those of another. */
const idOf = (kind: string, number: string) => `overlay(overlay(md5('${kind}' || (${number})) placing '4' from 13) placing '8' from 17)::uuid`
/** Something between 0 and `limit`, the first ones more often: a few contents are seen by many. */
const skewed = (limit: string) => `floor(power(random(), 2.5) * ${limit})::integer`
const networks = `(array['linkedin', 'linkedin', 'linkedin', 'x', 'facebook', 'whatsapp', 'bluesky'])[1 + i % 7]`

const statements: readonly string[] = [
  `select setseed(0.4242)`,
  `insert into people.groups (id, organisation_id, name, created_at) select ${idOf('group', 'i')}, $1, 'Groupe ' || i, now() from generate_series(0, 11) i`,
  `insert into people.members (id, organisation_id, identity_id, email, name, sort_key, tribe, language, joined_at)
    select ${idOf('member', 'i')}, $1, ${idOf('identity', 'i')}, 'member' || i || '@bench.invalid', 'Membre ' || i, 'membre ' || i, case when i % 5 = 0 then 'customers' else 'employees' end, 'fr', now() - interval '400 days'
    from generate_series(0, $2 - 1) i`,
  `insert into people.group_members (organisation_id, group_id, member_id, added_at) select $1, ${idOf('group', 'i % 12')}, ${idOf('member', 'i')}, now() - interval '400 days' from generate_series(0, $2 - 1) i`,
  `insert into people.connections (organisation_id, member_id, day)
    select $1, ${idOf('member', 'i')}, current_date - (d * 7 + i % 7) from generate_series(0, $2 - 1) i, generate_series(0, $6 / 7 - 1) d where (i * 31 + d * 17) % 3 > 0`,
  `insert into programme.programmes (id, organisation_id, name, networks, created_at) values (${idOf('programme', '0')}, $1, 'Ambassadeurs', '{linkedin,x,facebook,whatsapp,bluesky}', now() - interval '400 days')`,
  `insert into programme.themes (id, organisation_id, programme_id, name, colour, target_percent, position)
    select ${idOf('theme', 'i')}, $1, ${idOf('programme', '0')}, 'Thématique ' || i, '#336699', 25, i from generate_series(0, 3) i`,
  `insert into programme.charters (id, organisation_id, programme_id, version, markdown_fr, markdown_en, published_at) values (${idOf('charter', '0')}, $1, ${idOf('programme', '0')}, 1, 'Charte', 'Charter', now())`,
  `insert into programme.ambassadors (id, organisation_id, programme_id, member_id, charter_id, joined_at)
    select ${idOf('ambassador', 'i')}, $1, ${idOf('programme', '0')}, ${idOf('member', 'i')}, ${idOf('charter', '0')}, now() - interval '399 days' from generate_series(0, $2 - 1) i`,
  `insert into content.contents (id, organisation_id, programme_id, kind, state, visibility, language, title, body_text, address, theme_id, tribes, group_ids, published_at, created_at, updated_at, rank)
    select ${idOf('content', 'i')}, $1, ${idOf('programme', '0')}, 'link', 'published', case when i % 5 = 4 then 'internal' else 'shareable' end, case when i % 3 = 0 then 'en' else 'fr' end, 'Contenu numéro ' || i,
      repeat('Un texte d’une certaine longueur. ', 20), 'https://example.org/' || i, ${idOf('theme', 'i % 4')}, case when i % 10 = 3 then '{customers}'::text[] else '{}' end,
      case when i % 8 = 5 then array[${idOf('group', 'i % 12')}] else '{}' end, at, at, at, extract(epoch from at) / 86400
    from (select i, now() - make_interval(secs => ($6 * 86400.0 * i) / $3) as at from generate_series(0, $3 - 1) i) dated`,
  `insert into content.reads (organisation_id, member_id, content_id, first_opened_at, opened_at, visible_seconds, read_at)
    select $1, ${idOf('member', 'i')}, ${idOf('content', 'c')}, at, at, 30, at
    from (select i, ${skewed('$3')} as c, now() - make_interval(secs => random() * $6 * 86400) as at from generate_series(0, $2 - 1) i, generate_series(1, 30) n) opened on conflict do nothing`,
  `insert into content.daily_content_activity (organisation_id, programme_id, day, content_id, theme_id, tribe, reads)
    select $1, c.programme_id, r.read_at::date, c.id, c.theme_id, m.tribe, count(*) from content.reads r join content.contents c on c.id = r.content_id join people.members m on m.id = r.member_id group by 2, 3, 4, 5, 6`,
  `insert into content.daily_group_content_activity (organisation_id, programme_id, day, group_id, content_id, theme_id, tribe, reads)
    select $1, c.programme_id, r.read_at::date, g.group_id, c.id, c.theme_id, m.tribe, count(*) from content.reads r join content.contents c on c.id = r.content_id
      join people.members m on m.id = r.member_id join people.group_members g on g.member_id = m.id group by 2, 3, 4, 5, 6, 7`,
  `create temporary table offered on commit preserve rows as
    select c.id as content_id, c.programme_id, c.theme_id, c.published_at::date as day, p.tribe, p.group_id, p.people from content.contents c
      join (select m.tribe, g.group_id, count(*) as people from people.members m join people.group_members g on g.member_id = m.id group by 1, 2) p
        on (c.tribes = '{}' or p.tribe = any (c.tribes)) and (c.visibility = 'shareable' or p.tribe = 'employees') and (c.group_ids = '{}' or p.group_id = any (c.group_ids))`,
  `insert into content.daily_content_activity as a (organisation_id, programme_id, day, content_id, theme_id, tribe, offered)
    select $1, programme_id, day, content_id, theme_id, tribe, sum(people) from offered group by 2, 3, 4, 5, 6 on conflict (content_id, day, tribe) do update set offered = excluded.offered`,
  `insert into content.daily_group_content_activity as a (organisation_id, programme_id, day, group_id, content_id, theme_id, tribe, offered)
    select $1, programme_id, day, group_id, content_id, theme_id, tribe, people from offered on conflict (content_id, day, group_id, tribe) do update set offered = excluded.offered`,
  `insert into sharing.shares (id, organisation_id, programme_id, content_id, theme_id, network, member_id, link_id, slug, tribe, group_ids, prepared_at, opened_at)
    select ${idOf('share', 'i')}, $1, ${idOf('programme', '0')}, ${idOf('content', 'c')}, ${idOf('theme', 'c % 4')}, ${networks}, ${idOf('member', 'm')}, ${idOf('link', 'i')}, 'bench' || lpad(i::text, 8, '0'),
      case when m % 5 = 0 then 'customers' else 'employees' end, array[${idOf('group', 'm % 12')}], at, at
    from (select i, ${skewed('$3')} as c, ${skewed('$2')} as m, now() - make_interval(secs => random() * $6 * 86400) as at from generate_series(0, $4 - 1) i) made`,
  `insert into sharing.share_states (share_id, organisation_id, state, at, day) select id, $1, 'opened', opened_at, opened_at::date from sharing.shares`,
  `insert into sharing.daily_shares (organisation_id, programme_id, day, content_id, network, theme_id, tribe, opened)
    select $1, programme_id, opened_at::date, content_id, network, theme_id, tribe, count(*) from sharing.shares group by 2, 3, 4, 5, 6, 7`,
  `insert into sharing.daily_group_shares (organisation_id, programme_id, day, group_id, content_id, network, theme_id, tribe, opened)
    select $1, programme_id, opened_at::date, g, content_id, network, theme_id, tribe, count(*) from sharing.shares, unnest(group_ids) g group by 2, 3, 4, 5, 6, 7, 8`,
  `insert into links.links (id, organisation_id, slug, target, share_id, programme_id, content_id, theme_id, network, sharer_id, tribe, group_ids, preview, created_at, first_click_at)
    select link_id, $1, slug, 'https://example.org/', id, programme_id, content_id, theme_id, network, member_id, tribe, group_ids, '{}', opened_at, opened_at from sharing.shares`,
  `insert into sharing.daily_totals (organisation_id, day, programme_id, network, theme_id, tribe, opened, declared, confirmed)
    select $1, day, programme_id, network, theme_id, tribe, sum(opened), sum(declared), sum(confirmed) from sharing.daily_shares group by 2, 3, 4, 5, 6`,
  `insert into sharing.daily_group_totals (organisation_id, day, group_id, programme_id, tribe, opened, declared, confirmed)
    select $1, day, group_id, programme_id, tribe, sum(opened), sum(declared), sum(confirmed) from sharing.daily_group_shares group by 2, 3, 4, 5`,
  `insert into content.daily_totals (organisation_id, day, programme_id, theme_id, tribe, reads, likes)
    select $1, day, programme_id, theme_id, tribe, sum(reads), sum(likes) from content.daily_content_activity group by 2, 3, 4, 5`,
  `insert into content.daily_group_totals (organisation_id, day, group_id, programme_id, tribe, reads, likes)
    select $1, day, group_id, programme_id, tribe, sum(reads), sum(likes) from content.daily_group_content_activity group by 2, 3, 4, 5`,
]

// links are followed when they are fresh: half of the visits come within a day and a half of the share; one in four is a robot's, and keeps no origin
const hits = `insert into links.hits (organisation_id, at, batch, link, visitor, reason, origin)
  select $1, least(now(), s.created_at - make_interval(secs => ln(1 - random()) * 2.2 * 86400)), 0, s.number, ('x' || substr(md5(i::text), 1, 16))::bit(64)::bigint, case when i % 4 = 3 then 3 + i / 4 % 7 end, case when i % 4 < 3 then i end
  from (select i, ${idOf('link', skewed('$4'))} as link_id from generate_series($7, $8 - 1) i) asked join links.links s on s.id = asked.link_id`
/** Rows made by one statement. */
const stride = 1_000_000

/** Fills an organisation with a season: every statement makes all rows of a table at once. In them $1 is the organisation, $2 to $6 the sizes in their order. */
export const fillSeason = async (owner: pg.Client, organisation_id: string, { members, contents, shares, clicks, days }: Sizes): Promise<void> => {
  const values = [`${pg.escapeLiteral(organisation_id)}::uuid`, members, contents, shares, clicks, days]
  const run = (statement: string, ...more: number[]) => owner.query(statement.replaceAll(/\$(\d)/g, (_, place: string) => String([...values, ...more][Number(place) - 1])))
  for (const statement of statements) await run(statement)
  await owner.query(`select links.make_days((current_date - ${days + 1})::date, (current_date + 2)::date)`)
  const all = Math.floor((clicks * 4) / 3)
  for (let first = 0; first < all; first += stride) await run(hits, first, Math.min(first + stride, all))
  await owner.query('vacuum analyze')
}
