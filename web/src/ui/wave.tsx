import classes from './wave.module.css'

/** Sound leaving a mouth: Portevoix's sign, drawn in the current colour. */
export const Sign = ({ size = 28 }: { size?: number }) => (
  <svg width={size} height={size} viewBox="0 0 32 32" fill="none" aria-hidden="true" focusable="false">
    <circle cx="9" cy="23" r="4.5" fill="currentColor" />
    <path d="M9 12.5A10.5 10.5 0 0 1 19.5 23" stroke="currentColor" strokeWidth="3.4" strokeLinecap="round" />
    <path d="M9 4.5A18.5 18.5 0 0 1 27.5 23" stroke="currentColor" strokeWidth="3.4" strokeLinecap="round" opacity="0.55" />
  </svg>
)

/** The same sound, large, behind a surface of the brand. Purely decorative. */
export const Waves = ({ className }: { className?: string | undefined }) => (
  <svg className={[classes.waves, className].filter(Boolean).join(' ')} viewBox="0 0 400 260" preserveAspectRatio="xMinYMax slice" fill="none" aria-hidden="true" focusable="false">
    {[40, 92, 150, 214, 284, 360].map((radius, index) => (
      <circle key={radius} cx="30" cy="230" r={radius} stroke="currentColor" strokeWidth={26 - index * 3} opacity={0.16 - index * 0.02} />
    ))}
  </svg>
)
