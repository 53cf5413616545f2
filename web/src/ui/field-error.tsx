import { IconAlertCircle } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import classes from './field-error.module.css'

/** What is wrong with a field that is not one of the library's; its control names this id in `aria-describedby`. */
export const FieldError = ({ id, children }: { id?: string; children?: ReactNode }) => (
  <p id={id} role="alert" className={classes.error} hidden={!children}>
    <IconAlertCircle size={18} aria-hidden />
    <span>{children}</span>
  </p>
)
