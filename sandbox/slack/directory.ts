import type { Changes } from './changes.ts'
import { objectId } from './identifiers.ts'
import type { Channel, Person, UserGroup, Workspace } from './workspace.ts'

/** People, groups and conversations as they are now, and what an admin can change about them. */
export type Directory = {
  readonly people: () => readonly Person[]
  readonly person: (id: string) => Person | undefined
  readonly groups: () => readonly UserGroup[]
  readonly group: (id: string) => UserGroup | undefined
  readonly channels: () => readonly Channel[]
  readonly channel: (id: string) => Channel | undefined
  readonly isMember: (channelId: string, personId: string) => boolean
  /** Opens (or finds) the app's direct conversation with a person. */
  readonly directChannel: (personId: string) => { readonly channel: Channel; readonly alreadyOpen: boolean }
  readonly changePerson: (id: string, change: Partial<Omit<Person, 'id'>>) => void
  readonly addPerson: (person: Person) => void
  readonly setMembership: (channelId: string, personId: string, isMember: boolean) => void
  readonly setArchived: (channelId: string, isArchived: boolean) => void
  readonly changeGroup: (id: string, change: Partial<Omit<UserGroup, 'id'>>) => void
}

const required = <T>(value: T | undefined, what: string): T => {
  if (value === undefined) throw new Error(`The local Slack knows no ${what}.`)
  return value
}

export const createDirectory = (workspace: Workspace, changes: Changes): Directory => {
  const people = new Map(workspace.people.map((person) => [person.id, person]))
  const groups = new Map(workspace.groups.map((group) => [group.id, group]))
  const channels = new Map(workspace.channels.map((channel) => [channel.id, channel]))
  const changed = (): void => changes.emit({ type: 'people' })

  return {
    people: () => [...people.values()],
    person: (id) => people.get(id),
    groups: () => [...groups.values()],
    group: (id) => groups.get(id),
    channels: () => [...channels.values()],
    channel: (id) => channels.get(id),
    isMember: (channelId, personId) => channels.get(channelId)?.members.includes(personId) ?? false,
    directChannel: (personId) => {
      const open = [...channels.values()].find((channel) => channel.directWith === personId)
      if (open !== undefined) return { channel: open, alreadyOpen: true }
      const channel: Channel = {
        id: objectId('D'),
        name: '',
        topic: '',
        purpose: '',
        isArchived: false,
        members: [personId, workspace.app.botUserId],
        directWith: personId,
      }
      channels.set(channel.id, channel)
      return { channel, alreadyOpen: false }
    },
    changePerson: (id, change) => {
      people.set(id, { ...required(people.get(id), `person ${id}`), ...change })
      changed()
    },
    addPerson: (person) => {
      people.set(person.id, person)
      changed()
    },
    setMembership: (channelId, personId, isMember) => {
      const channel = required(channels.get(channelId), `channel ${channelId}`)
      required(people.get(personId), `person ${personId}`)
      const others = channel.members.filter((id) => id !== personId)
      channels.set(channelId, { ...channel, members: isMember ? [...others, personId] : others })
      changed()
    },
    setArchived: (channelId, isArchived) => {
      channels.set(channelId, { ...required(channels.get(channelId), `channel ${channelId}`), isArchived })
      changed()
    },
    changeGroup: (id, change) => {
      groups.set(id, { ...required(groups.get(id), `group ${id}`), ...change })
      changed()
    },
  }
}
