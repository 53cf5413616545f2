/** How a public page looks: the organisation's colour, and the reader's own choice of light or dark; no script, no font to fetch. */
export const styleOf = (colour: string, on_colour: string): string => `
:root{color-scheme:light dark;--ink:#1d1c1a;--soft:#5c5a55;--ground:#f5f4f1;--sheet:#fff;--line:#dedbd4}
@media(prefers-color-scheme:dark){:root{--ink:#f1f0ec;--soft:#b9b6af;--ground:#17161a;--sheet:#1f1e23;--line:#3a3841}}
*{box-sizing:border-box}
body{margin:0;min-block-size:100vh;display:flex;flex-direction:column;background:var(--ground);color:var(--ink);font:1.125rem/1.65 system-ui,sans-serif;overflow-wrap:anywhere}
header{display:flex;align-items:center;gap:.75rem;padding:.875rem max(1.25rem,calc((100% - 42rem)/2));background:${colour};color:${on_colour};font-weight:600;line-height:1.3}
header img{display:block;max-block-size:2rem;max-inline-size:8rem;padding:.25rem;border-radius:.375rem;background:#fff}
main{flex:1;inline-size:min(42rem,100%);margin-inline:auto;background:var(--sheet)}
article{padding:1.75rem 1.25rem 2.5rem}
h1{margin:0 0 .5rem;font-size:clamp(1.625rem,5.5vw,2.25rem);line-height:1.2;text-wrap:balance}
.when{margin:0 0 1.5rem;color:var(--soft);font-size:.9375rem}
.picture{display:block;inline-size:100%;block-size:auto;max-block-size:32rem;object-fit:cover;background:var(--line)}
h2,h3,h4{margin:1.75em 0 .5em;line-height:1.25}
h2{font-size:1.375rem}h3{font-size:1.1875rem}h4{font-size:1rem}
p,ul,ol,blockquote,pre,table{margin:0 0 1.1em}
ul,ol{padding-inline-start:1.35em}
a{color:inherit;text-decoration-color:color-mix(in srgb,${colour} 60%,currentColor);text-decoration-thickness:.125em;text-underline-offset:.2em}
a:focus-visible{outline:3px solid currentColor;outline-offset:2px}
blockquote{margin-inline:0;padding-inline-start:1.125rem;border-inline-start:.25rem solid color-mix(in srgb,${colour} 75%,currentColor)}
pre,code{font-family:ui-monospace,monospace;font-size:.875em}
pre,table{display:block;max-inline-size:100%;overflow-x:auto}
pre{padding:1em;border-radius:.5rem;background:var(--ground)}
th,td{padding:.5em .75em;border-block-end:1px solid var(--line);text-align:start}
hr{margin:2em 0;border:0;border-block-start:1px solid var(--line)}
footer{inline-size:min(42rem,100%);margin-inline:auto;padding:1.25rem 1.25rem 2rem;color:var(--soft);font-size:.9375rem}
footer p{margin:0}
.gone{padding-block:3rem}
@media(min-width:44rem){main{margin-block-start:2rem;border-radius:1rem;overflow:hidden}article{padding:2.25rem 2.5rem 3rem}footer{padding-inline:2.5rem}}
@media print{header{background:none;color:inherit}body,main{background:none}}`
