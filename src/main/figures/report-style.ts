import { createHash } from 'node:crypto';

/** The one style sheet of a report; the page's policy names its hash and allows no other. */
export const reportStyle = `
:root{color-scheme:light dark;--page:#fdfdfc;--ink:#17181a;--quiet:#5f636a;--line:#e4e4e0;--g:#a64604;--d:#0a63b8}
@media (prefers-color-scheme:dark){:root{--page:#16171a;--ink:#edeef0;--quiet:#9297a1;--line:#363a41;--g:#ff9d52;--d:#62b2ff}}
body{margin:0 auto;max-width:960px;padding:32px 24px 64px;background:var(--page);color:var(--ink);font:14px/20px system-ui,"Segoe UI","PingFang SC","Microsoft YaHei UI","Noto Sans CJK SC",sans-serif;font-variant-numeric:tabular-nums}
h1{font-size:28px;line-height:34px;margin:0 0 4px}h2{font-size:17px;margin:36px 0 12px}h3{font-size:14px;margin:20px 0 8px}
.lead{color:var(--quiet);margin:0}
dl{display:grid;grid-template-columns:minmax(140px,max-content) 1fr;gap:4px 24px;margin:0}
dt{color:var(--quiet)}dd{margin:0;overflow-wrap:anywhere;white-space:pre-wrap}
table{border-collapse:collapse;width:100%}th,td{padding:4px 12px 4px 0;border-bottom:1px solid var(--line);text-align:left}
th{color:var(--quiet);font-weight:500}.number{text-align:right}
.generator-title{color:var(--g)}.discriminator-title{color:var(--d)}
.sheets{display:grid;grid-template-columns:repeat(auto-fill,minmax(280px,1fr));gap:20px}
figure{margin:0}figcaption{color:var(--quiet);padding-top:6px}
img{display:block;width:100%;background:#000;image-rendering:pixelated}
svg{width:100%;height:auto}
polyline.generator{stroke:var(--g)}polyline.discriminator{stroke:var(--d)}polyline.axis{stroke:var(--quiet)}
text.generator{fill:var(--g)}text.discriminator{fill:var(--d)}text.axis{fill:var(--quiet)}text.title{fill:var(--ink)}
pre{overflow:auto;max-height:480px;padding:12px;border:1px solid var(--line);border-radius:8px;font-size:12px}
@media print{pre{max-height:none;white-space:pre-wrap}}
`;

const hash = createHash('sha256').update(reportStyle).digest('base64');

/** Nothing may be loaded, run, sent or framed; pictures lie in the page itself. */
export const reportPolicy = `default-src 'none'; img-src data:; style-src 'sha256-${hash}'; base-uri 'none'; form-action 'none'`;
