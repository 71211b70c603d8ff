// Runs in the demo's page: turns each summary from Markdown into what GitHub shows, with its own style and mermaid.
/* global document, marked, matchMedia, mermaid */
const isDark = matchMedia('(prefers-color-scheme: dark)').matches
mermaid.initialize({ startOnLoad: false, theme: isDark ? 'dark' : 'default' })

for (const article of document.querySelectorAll('article')) {
  article.innerHTML = marked.parse(article.textContent)
  article.classList.add('drawn')
}
for (const code of document.querySelectorAll('code.language-mermaid')) {
  const chart = document.createElement('div')
  chart.className = 'chart'
  chart.setAttribute('role', 'img')
  chart.setAttribute('aria-label', 'Timeline of the statuses; the table above has how long each task took')
  chart.append(document.createElement('div'))
  chart.firstChild.textContent = code.textContent
  code.parentElement.replaceWith(chart)
}
mermaid.run({ querySelector: '.chart > div' })
