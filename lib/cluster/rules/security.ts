import { SUPER_USERS, type User } from '../security/security';
import { shown } from '../shown';
import type { Rule } from './rule';

/** A name is a file's, too, and the common name of a certificate, which has at most 64 letters. */
const NAME = /^[A-Za-z\d][\w.-]{0,63}$/;

export const userNames: Rule = function* ({ security }) {
  for (const { name } of security?.users ?? []) {
    if (!NAME.test(name))
      yield `a name in security.users must be 1 to 64 letters, digits, ".", "_" or "-", and begin with a letter or a digit, but ${shown(name)} was given`;
    else if ((SUPER_USERS as readonly string[]).includes(name.toLowerCase()))
      yield `user "${name}" in security.users is one of the cluster's own, who may do all: choose a name other than ${SUPER_USERS.join(', ')}`;
  }
};

/** They are two to Kafka, one to the people who read it, and one file on some disks. */
export const userCollisions: Rule = function* ({ security }) {
  const taken = new Map<string, string>();
  for (const { name } of security?.users ?? []) {
    const other = taken.get(name.toLowerCase());
    if (other === undefined) taken.set(name.toLowerCase(), name);
    else yield `users "${other}" and "${name}" of security.users differ in capitals alone: rename one`;
  }
};

export const rightsOnTopics: Rule = function* ({ security, topics }) {
  const described = topics.map(({ name }) => name);
  const allowed = described.length === 0 ? 'none is described' : `use ${described.join(', ')}`;
  for (const { name, produce, consume } of security?.users ?? []) {
    for (const [right, names] of Object.entries({ produce, consume })) {
      for (const topic of new Set(names)) {
        if (!described.includes(topic))
          yield `security.users.${name}.${right} must name topics of the description, but ${shown(topic)} was given: ${allowed}, or describe it`;
      }
    }
  }
};

/** Kafka asks of who reads in a group for a right on both. */
export const rightsOfGroups: Rule = function* ({ security }) {
  for (const user of security?.users ?? []) {
    const fault = groupFault(user);
    if (fault !== undefined) yield `security.users.${user.name}${fault}`;
  }
};

function groupFault({ consume, group }: User): string | undefined {
  if (consume.length > 0 && group === undefined)
    return ` may consume ${consume.join(', ')}, but names no group: add as: "GROUP"`;
  if (consume.length === 0 && group !== undefined)
    return `.as is the group to consume as, but consume names no topic: name one, or leave as out`;
  // To an ACL it is every group there is.
  return group === '*' ? '.as must name one group, but "*" was given, which is all of them: name one' : undefined;
}

/** Whoever asks is told them, at a port without TLS. */
export const metricsOfSecured: Rule = function* ({ security, metrics }) {
  if (security && metrics)
    yield 'metrics are told to whoever asks, also where security is described: leave metrics or security out';
};
