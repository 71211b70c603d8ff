// Runs inside the page, before and after mermaid: lists elements that a summary must never have. Plain JavaScript, since the house's
// TypeScript knows no DOM. `mermaid` is the global of its own script.

/** What our Markdown is made of. GitHub's sanitiser allows more; nothing more may come out of it even before sanitising. */
const ALLOWED = {
  A: ['href'],
  BLOCKQUOTE: [],
  BR: [],
  CODE: ['class'],
  DETAILS: [],
  EM: [],
  H3: [],
  H4: [],
  LI: [],
  P: [],
  PRE: [],
  STRONG: [],
  SUMMARY: [],
  TABLE: [],
  TBODY: [],
  TD: [],
  TH: [],
  THEAD: [],
  TR: [],
  UL: [],
}

/** GitHub turns these into links wherever they stand in text outside of code and links, once references are decoded. */
const WOULD_LINK = /(?:^|\W)@\w|#\d|\bGH-\d|\w@\w+\.\w|https?:\/\/\w|\bwww\.\w|:\w+:/i

/** Complaints about the Markdown's elements and texts, in words; none if all is well. */
globalThis.inspect = (linkOrigin) => {
  const body = document.querySelector('.markdown-body')
  const complaints = [...body.querySelectorAll('*')].flatMap((element) => inspectElement(element, linkOrigin))
  const texts = document.createTreeWalker(body, NodeFilter.SHOW_TEXT)
  while (texts.nextNode()) {
    const { data, parentElement } = texts.currentNode
    if (parentElement.closest('a, code, pre') === null && WOULD_LINK.test(data))
      complaints.push(`text that links: ${data}`)
  }
  return complaints
}

function inspectElement(element, linkOrigin) {
  const allowed = ALLOWED[element.tagName]
  if (allowed === undefined) return [`an element ${element.outerHTML.slice(0, 80)}`]
  return [...element.attributes].flatMap(({ name, value }) => {
    if (allowed.includes(name) && (name !== 'href' || value.startsWith(linkOrigin))) {
      if (name !== 'class' || value === 'language-mermaid') return []
    }
    return [`an attribute ${name}="${value.slice(0, 80)}"`]
  })
}

/** Draws every mermaid block in place; returns for each the texts of its sections and bars, or what mermaid complains of. */
globalThis.drawTimelines = async (theme) => {
  mermaid.initialize({ startOnLoad: false, securityLevel: 'strict', theme })
  const drawn = []
  for (const [index, block] of [...document.querySelectorAll('code.language-mermaid')].entries()) {
    const place = document.createElement('div')
    block.parentElement.replaceWith(place)
    try {
      await mermaid.parse(block.textContent)
      const { svg } = await mermaid.render(`timeline-${index}`, block.textContent, place)
      place.innerHTML = svg
      drawn.push({ error: '', ...readPicture(place) })
    } catch (error) {
      drawn.push({ error: String(error), sections: [], bars: [], labels: [], foreign: [] })
    }
  }
  return drawn
}

function readPicture(place) {
  const texts = (selector) => [...place.querySelectorAll(selector)]
  const middle = (element) => {
    const { top, height } = element.getBoundingClientRect()
    return top + height / 2
  }
  return {
    sections: texts('text.sectionTitle').map((text) => ({ text: text.textContent, y: middle(text) })),
    bars: texts('rect.task').map((bar) => ({ y: middle(bar), width: bar.getBoundingClientRect().width })),
    labels: texts('text[class*=taskText], text[class*=milestoneText]').map((text) => text.textContent),
    foreign: texts('script, a, image, foreignObject, iframe').map((element) => element.tagName),
    axis: texts('.grid .tick text').map((text) => text.textContent),
  }
}
