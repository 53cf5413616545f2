import { Notifications } from '@mantine/notifications'
import classes from './notices.module.css'

/** What was just done, said in passing: at the foot, above the bar under the thumb and the buttons of a sheet, so that it covers neither these nor what leads elsewhere. */
export const Notices = () => <Notifications className={classes.notices} position="bottom-center" limit={3} autoClose={8000} />
