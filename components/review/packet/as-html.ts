import type { Packet, PacketDeal } from './packet';

const STYLE = `
:root{color-scheme:light dark}
body{max-width:50rem;margin:2rem auto;padding:0 1rem;font:15px/1.5 system-ui,sans-serif;overflow-wrap:anywhere;
background:light-dark(#fff,#16191d);color:light-dark(#1a1f24,#e8ecf0)}
h1{font-size:1.5rem}h2{margin-bottom:0;font-size:1.15rem}h3{margin:.6rem 0 0;font-size:.95rem}
a{color:light-dark(#0a6570,#5cc8d4)}p{margin:.2rem 0}ul{margin:.2rem 0;padding-inline-start:1.2rem}
.about,.end{color:light-dark(#55606b,#a3afba)}nav ol{columns:18rem;padding-inline-start:1.6rem}
article{padding-top:1rem;border-top:1px solid light-dark(#d9dfe5,#343c45);margin-top:1rem}
@media print{:root{color-scheme:light}body{margin:0;max-width:none}nav{display:none}article{break-inside:avoid-page}}
`;

/**
 * The packet as one file that needs nothing else: no script, no picture, no address. Every text is escaped; its own policy keeps
 * out whatever might be smuggled in all the same.
 */
export function asHtml({ title, lang, dir, about, deals, end }: Packet): string {
  return `<!doctype html>
<html lang="${escaped(lang)}" dir="${dir}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<meta name="viewport" content="width=device-width">
<title>${escaped(title)}</title>
<style>${STYLE}</style>
</head>
<body>
<header>
<h1>${escaped(title)}</h1>
${about.map((line) => `<p class="about">${escaped(line)}</p>`).join('\n')}
</header>
<nav aria-label="${escaped(title)}"><ol>
${deals.map(({ name }, at) => `<li><a href="#deal-${at}">${escaped(name)}</a></li>`).join('\n')}
</ol></nav>
<main>
${deals.map(article).join('\n')}
</main>
<footer><p class="end">${escaped(end)}</p></footer>
</body>
</html>
`;
}

function article({ name, facts, parts }: PacketDeal, at: number): string {
  const sections = parts.map(
    ({ title, lines }) =>
      `<h3>${escaped(title)}</h3>\n<ul>\n${lines.map((line) => `<li>${escaped(line)}</li>`).join('\n')}\n</ul>`,
  );
  return `<article id="deal-${at}" aria-labelledby="name-${at}">
<h2 id="name-${at}"><bdi>${escaped(name)}</bdi></h2>
<p>${facts.map(escaped).join(' · ')}</p>
${sections.join('\n')}
</article>`;
}

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** Text as HTML, for content and for attributes in double quotes. */
function escaped(text: string): string {
  return text.replaceAll(/[&<>"']/g, (sign) => ENTITIES[sign] ?? sign);
}
