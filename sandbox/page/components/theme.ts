/** Light or dark: what the person has chosen here before, else what the system says (the styles see to that). */
export function restoreTheme(): void {
  const chosen = localStorage.getItem('theme')
  if (chosen === 'light' || chosen === 'dark') document.documentElement.dataset['theme'] = chosen
}

export function toggleTheme(): void {
  const root = document.documentElement
  const isDark =
    root.dataset['theme'] === undefined
      ? matchMedia('(prefers-color-scheme: dark)').matches
      : root.dataset['theme'] === 'dark'
  const next = isDark ? 'light' : 'dark'
  root.dataset['theme'] = next
  localStorage.setItem('theme', next)
}
