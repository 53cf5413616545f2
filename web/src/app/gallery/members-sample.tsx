import { Badge, Group } from '@mantine/core'
import { useState } from 'react'
import { DataTable, type Sorting } from '#ui/data-table.tsx'
import { PersonAvatar } from '#ui/person-avatar.tsx'
import type { Sample } from './sample.ts'

export const MembersSample = ({ sample }: { sample: Sample }) => {
  const [sorting, setSorting] = useState<Sorting>({ by: 'name', descending: false })
  const rows = sample.people.map((name, place) => ({ name, group: sample.cards[place % 3]?.theme ?? '', invited: place === 3 }))
  rows.sort((a, b) => a.name.localeCompare(b.name) * (sorting.descending ? -1 : 1))
  return (
    <DataTable
      label={sample.member}
      rows={rows}
      keyOf={(row) => row.name}
      sorting={sorting}
      onSort={setSorting}
      columns={[
        { name: 'name', label: sample.member, sortable: true, render: ({ name }) => <Group gap="sm" wrap="nowrap"><PersonAvatar name={name} />{name}</Group> },
        { name: 'group', label: sample.group, render: ({ group }) => group },
        { name: 'status', label: sample.status, render: ({ invited }) => <Badge color={invited ? 'orange' : 'green'}>{invited ? sample.invited : sample.active}</Badge> },
      ]}
    />
  )
}
