import { shown } from '../shown';
import type { Rule } from './rule';

// The grammar of references: a registry, which looks like a host; a path in lower case; a tag; a digest.
const LABEL = /[a-zA-Z\d](?:[-a-zA-Z\d]*[a-zA-Z\d])?/.source;
const HOST = `(?:localhost|${LABEL}(?:\\.${LABEL})+|${LABEL}(?=:)|\\[[\\da-fA-F:]+\\])(?::\\d{1,5})?`;
const PART = /[a-z\d]+(?:(?:\.|_|__|-+)[a-z\d]+)*/.source;
const TAG = /\w[\w.-]{0,127}/.source;
const REFERENCE = new RegExp(
  `^(?<path>(?:${HOST}/)?${PART}(?:/${PART})*)(?::(?<tag>${TAG}))?(?<digest>@sha256:[\\da-f]{64})?$`,
);
const PATH_LENGTH = 255;

export const imageReferences: Rule = function* ({ images, description }) {
  for (const [use, image] of Object.entries(images)) {
    // The one of the jobs, and its fault, unless described.
    if (use === 'readiness' && description.images?.readiness === undefined) continue;
    const fault = imageFault(`images.${use}`, image);
    if (fault !== undefined) yield fault;
  }
};

/** A moving tag means other bytes on each node; and without a tag kubelet always pulls, which fails for images loaded into kind. */
export function imageFault(what: string, image: string): string | undefined {
  const { path, tag, digest } = REFERENCE.exec(image)?.groups ?? {};
  if (path === undefined || path.length > PATH_LENGTH) {
    return `${what} must be an image reference such as "apache/kafka:3.9.2", but ${shown(image)} was given`;
  }
  return digest === undefined && (tag === undefined || tag === 'latest')
    ? `${what} must name a fixed tag or a digest, but ${shown(image)} was given: add one, such as ":3.9.2"`
    : undefined;
}
