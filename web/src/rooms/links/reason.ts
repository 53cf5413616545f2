import { useMessages, useTranslations } from 'use-intl'

/** Why a visit was left out, in words. */
export const useReason = () => {
  const t = useTranslations('links.reasons')
  const { links } = useMessages()
  return (reason: string): { name: string; detail: string } => {
    const known = Object.keys(links.reasons).find((key): key is keyof typeof links.reasons => key === reason)
    return known ? { name: t(`${known}.name`), detail: t(`${known}.detail`) } : { name: reason, detail: '' }
  }
}
