import { Button } from '@mantine/core'
import { IconCheck, IconCopy } from '@tabler/icons-react'
import { useEffect, useState } from 'react'
import { useTranslations } from 'use-intl'
import { copyText } from './copy.ts'
import { useNotice } from './undo.tsx'

interface Props {
  text: string
  label?: string
  variant?: 'default' | 'light' | 'subtle' | 'filled'
  /** Told whether the text is on the clipboard now. */
  onCopy?: (done: boolean) => void
}

/** Puts a text on the clipboard and says so, to the ear as well. */
export const CopyButton = ({ text, label, variant = 'default', onCopy }: Props) => {
  const t = useTranslations('ui')
  const notice = useNotice()
  const [copied, setCopied] = useState(false)
  useEffect(() => {
    if (!copied) return undefined
    const timer = setTimeout(() => setCopied(false), 2500)
    return () => clearTimeout(timer)
  }, [copied])
  const copy = async () => {
    const done = await copyText(text)
    setCopied(done)
    onCopy?.(done)
    if (!done) notice(t('copy_failed'), 'bad')
  }
  return (
    <Button variant={variant} onClick={() => void copy()} leftSection={copied ? <IconCheck size={18} aria-hidden /> : <IconCopy size={18} aria-hidden />}>
      <span aria-live="polite">{copied ? t('copied') : (label ?? t('copy'))}</span>
    </Button>
  )
}
