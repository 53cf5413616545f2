import { Button, Group, TextInput } from '@mantine/core'
import { useState } from 'react'
import { ConfirmByTyping } from '#ui/confirm-by-typing.tsx'
import { CopyButton } from '#ui/copy-button.tsx'
import { DateTimeField } from '#ui/date-time-field.tsx'
import { ImagePicker } from '#ui/image-picker.tsx'
import { Section } from '#ui/page.tsx'
import { RichTextEditor } from '#ui/rich-text-editor.tsx'
import { RichTextView } from '#ui/rich-text-view.tsx'
import hills from './hills.svg'
import type { Sample } from './sample.ts'

export const FormSample = ({ sample }: { sample: Sample }) => {
  const [body, setBody] = useState(`<h2>${sample.cards[0]?.title}</h2><p>${sample.cards[0]?.summary}</p><blockquote>${sample.lead}</blockquote>`)
  const [image, setImage] = useState<string | File | null>(hills)
  const [alt, setAlt] = useState('')
  const [date, setDate] = useState<string | null>('2026-11-24T08:30:00.000Z')
  const [asked, setAsked] = useState(false)
  const columns = [sample.name, sample.date, sample.image, sample.danger]
  const table = `<p>CO<sub>2</sub></p><table><thead><tr>${columns.map((column) => `<th>${column}</th>`).join('')}</tr></thead><tbody><tr>${columns.map(() => `<td>${sample.lead}</td>`).join('')}</tr></tbody></table>`
  return (
    <Section title={sample.form}>
      <TextInput label={sample.name} error={sample.nameError} required />
      <RichTextEditor label={sample.text} value={body} onChange={setBody} />
      <RichTextView html={`${body}${table}`} />
      <ImagePicker label={sample.image} image={image} onImage={setImage} alt={alt} onAlt={setAlt} />
      <ImagePicker label={sample.image} image={null} onImage={setImage} alt="" onAlt={setAlt} />
      <DateTimeField label={sample.date} value={date} onChange={setDate} />
      <Group>
        <Button>{sample.buttons[0]}</Button><Button variant="light">{sample.buttons[1]}</Button><Button variant="default">{sample.buttons[2]}</Button>
        <CopyButton text="https://exemple.fr/l/abc" />
        <Button variant="subtle" color="red" onClick={() => setAsked(true)}>{sample.danger}</Button>
      </Group>
      <ConfirmByTyping opened={asked} onClose={() => setAsked(false)} title={sample.danger} word="Maison Aubépine" action={sample.buttons[3] ?? ''} onConfirm={() => undefined}>{sample.dangerDetail}</ConfirmByTyping>
    </Section>
  )
}
