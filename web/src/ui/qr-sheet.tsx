import { Alert, Button, Modal, Stack, Text } from '@mantine/core'
import type { QrCode } from '@portevoix/contract/shapes'
import { IconAlertTriangle, IconDownload } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { useTranslations } from 'use-intl'
import { CopyButton } from './copy-button.tsx'
import { FieldError } from './field-error.tsx'
import { isKnownHereAlone } from './known-here.ts'
import { ReturnFocus } from './return-focus.tsx'
import classes from './qr-sheet.module.css'
import { TextSkeleton } from './skeletons.tsx'

interface Props {
  title: string
  /** What the picture is, for those who do not see it. */
  alt: string
  /** The code; undefined while it is on its way. */
  code: QrCode | undefined
  error?: ReactNode
  /** The files' name, without its ending. */
  file: string
  onClose: () => void
}

/** A link as a QR code, to show on a screen, to print or to pass on. */
export const QrSheet = ({ title, alt, code, error, file, onClose }: Props) => {
  const t = useTranslations('ui')
  const svg = code && `data:image/svg+xml,${encodeURIComponent(code.svg)}`
  const png = code && `data:image/png;base64,${code.png}`
  return (
    <Modal opened onClose={onClose} title={title} closeButtonProps={{ 'aria-label': t('close') }}>
      <ReturnFocus />
      <Stack>
        <FieldError>{error}</FieldError>
        {!code && !error && <TextSkeleton />}
        {code && (
          <>
            <img className={classes.code} src={svg} alt={alt} />
            <code className={classes.address}>{code.address}</code>
            {isKnownHereAlone(code.address) && <Alert color="orange" icon={<IconAlertTriangle size={20} aria-hidden />} classNames={{ message: classes.warning }}>{t('no_public_address', { address: new URL(code.address).origin })}</Alert>}
            <div className={classes.acts}>
              <CopyButton text={code.address} label={t('qr.copy')} variant="filled" />
              <Button component="a" href={svg} download={`${file}.svg`} variant="default" leftSection={<IconDownload size={18} aria-hidden />}>{t('qr.svg')}</Button>
              <Button component="a" href={png} download={`${file}.png`} variant="default" leftSection={<IconDownload size={18} aria-hidden />}>{t('qr.png')}</Button>
            </div>
            <Text size="sm" c="dimmed" ta="center">{t('qr.hint')}</Text>
          </>
        )}
      </Stack>
    </Modal>
  )
}
