import { h } from 'preact'
import { useState } from 'preact/hooks'
import {
  type BotSettings,
  botSettingsSchema,
  changedSettings,
  type SettingsChange,
} from '../../launcher/bot-settings.ts'
import { html, type Rendered } from '../html.ts'
import { PanelAction, PanelSection, PanelSelect } from './parts.ts'

const { language, endpoint, key } = botSettingsSchema.shape

const languages: Readonly<Record<BotSettings['language'], string>> = {
  en: 'English',
  'zh-CN': '简体中文 — simplified Chinese',
}
const endpoints: Readonly<Record<BotSettings['endpoint'], string>> = {
  local: 'The local Lighthouse',
  nobody_listens: 'Nobody listens there (connection refused)',
  no_such_name: 'The name does not exist (DNS)',
  no_tls: 'It does not speak TLS (https fails)',
}
const keys: Readonly<Record<BotSettings['key'], string>> = {
  right: 'The right one',
  unknown: 'One that the cloud does not know',
  wrong_secret: 'The right id with a wrong secret',
  none: 'None',
}

/** How the bot is set up: changes are made together, and start it anew. */
export function BotSettingsSection(props: {
  readonly settings: BotSettings
  readonly onChange: (change: SettingsChange) => void
}): Rendered {
  const [change, setChange] = useState<SettingsChange>({})
  const shown = changedSettings(props.settings, change)
  const press = () => {
    props.onChange(change)
    setChange({})
  }
  return h(
    PanelSection,
    { title: 'The bot’s settings' },
    html`${h(PanelSelect, {
      label: 'Channel language (BOT_LANGUAGE)',
      value: shown.language,
      options: options(languages),
      onChoose: (value) => setChange({ ...change, language: language.parse(value) }),
    })}
    ${h(PanelSelect, {
      label: 'Address of Tencent Cloud (LIGHTHOUSE_ENDPOINT)',
      value: shown.endpoint,
      options: options(endpoints),
      onChoose: (value) => setChange({ ...change, endpoint: endpoint.parse(value) }),
    })}
    ${h(PanelSelect, {
      label: 'Key of Tencent Cloud',
      value: shown.key,
      options: options(keys),
      onChoose: (value) => setChange({ ...change, key: key.parse(value) }),
    })}
    ${h(PanelAction, {
      title: 'Start the bot with these',
      expectation:
        'It stops in order and starts anew. The channel reads the chosen language from then on; each person still reads their own. With a key that is not right it says what is wrong, and does not start: see its last log lines.',
      onPress: press,
    })}`,
  )
}

function options(
  words: Readonly<Record<string, string>>,
): readonly { readonly value: string; readonly words: string }[] {
  return Object.entries(words).map(([value, each]) => ({ value, words: each }))
}
