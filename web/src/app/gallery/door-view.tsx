import { Button, Stack, TextInput, Title } from '@mantine/core'
import { PlainShell } from '#ui/plain-shell.tsx'
import type { Sample } from './sample.ts'

export const DoorView = ({ sample }: { sample: Sample }) => (
  <PlainShell organisation={{ name: 'Maison Aubépine' }}>
    <Stack gap="lg">
      <div><Title order={1}>{sample.signIn}</Title><p>{sample.signInDetail}</p></div>
      <TextInput type="email" label={sample.email} autoComplete="email" />
      <Button fullWidth>{sample.send}</Button>
    </Stack>
  </PlainShell>
)
