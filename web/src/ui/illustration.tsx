import classes from './illustration.module.css'

export type Scene = 'quiet' | 'inbox' | 'search' | 'people' | 'chart' | 'lost' | 'offline'

const scenes: Record<Scene, React.ReactNode> = {
  quiet: <><circle className={classes.fill} cx="44" cy="92" r="14" /><path d="M44 58a34 34 0 0 1 34 34M44 30a62 62 0 0 1 62 62" /><path className={classes.faint} d="M44 4a88 88 0 0 1 88 88" /></>,
  inbox: <><path d="M30 64h28l8 14h28l8-14h28v32a8 8 0 0 1-8 8H38a8 8 0 0 1-8-8Z" /><path className={classes.faint} d="M56 46h48M64 28h32" /><circle className={classes.fill} cx="124" cy="32" r="8" /></>,
  search: <><circle cx="72" cy="54" r="30" /><path d="m94 76 26 26" /><path className={classes.faint} d="M58 54a14 14 0 0 1 14-14" /><circle className={classes.fill} cx="126" cy="28" r="6" /></>,
  people: <><circle cx="58" cy="42" r="15" /><path d="M30 98c0-20 12-32 28-32s28 12 28 32" /><circle className={classes.fill} cx="108" cy="50" r="11" /><path className={classes.faint} d="M96 72c18-6 36 4 36 26" /></>,
  chart: <><path d="M28 100h104" /><path className={classes.faint} d="M40 84V66M62 84V52" /><path d="M84 84V44M106 84V26" /><circle className={classes.fill} cx="126" cy="20" r="7" /></>,
  lost: <><path d="M40 96c0-34 22-20 22-44s44-24 44 2-26 14-26 30" /><circle className={classes.fill} cx="80" cy="100" r="5" /><path className={classes.faint} d="M24 96h8M128 96h12" /></>,
  offline: <><path d="M36 56a62 62 0 0 1 88 0M54 74a37 37 0 0 1 52 0" /><circle className={classes.fill} cx="80" cy="94" r="8" /><path className={classes.faint} d="m36 20 88 84" /></>,
}

/** A small drawing in the organisation's colour; says nothing that the words beside it don't. */
export const Illustration = ({ scene }: { scene: Scene }) => (
  <svg className={classes.scene} viewBox="0 0 160 116" fill="none" strokeWidth="7" strokeLinecap="round" strokeLinejoin="round" aria-hidden="true" focusable="false">{scenes[scene]}</svg>
)
