import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** A certificate and its key, as PEM and where they lie. */
export interface Certificate {
  readonly cert: string;
  readonly key: string;
  readonly certFile: string;
  readonly keyFile: string;
  /** Both in one file, as brokers read it. */
  readonly bothFile: string;
}

const openssl = (...args: readonly string[]) => execFileSync('openssl', args, { stdio: ['ignore', 'pipe', 'pipe'] });

/** An authority of a test's own, made by openssl in some hundred milliseconds; its files are in `folder`. */
export class Authority {
  readonly own: Certificate;

  constructor(
    private readonly folder: string,
    private readonly name: string,
  ) {
    this.own = this.#make(name, ['basicConstraints=critical,CA:TRUE', 'keyUsage=critical,keyCertSign'], 30);
  }

  /** @param alternatives such as `DNS:localhost,IP:127.0.0.1`. @param days less than none for one that has expired */
  issue(name: string, alternatives?: string, days = 30): Certificate {
    const names = alternatives === undefined ? [] : [`subjectAltName=${alternatives}`];
    return this.#make(name, ['extendedKeyUsage=serverAuth,clientAuth', ...names], days, this.own);
  }

  #make(name: string, extensions: readonly string[], days: number, by?: Certificate): Certificate {
    const path = (ending: string) => join(this.folder, `${this.name}-${name}.${ending}`);
    const [certFile, keyFile, bothFile, request, extended] = ['crt', 'key', 'pem', 'csr', 'ext'].map(path) as Paths;
    writeFileSync(extended, extensions.join('\n'));
    openssl('genpkey', '-algorithm', 'EC', '-pkeyopt', 'ec_paramgen_curve:P-256', '-out', keyFile);
    openssl('req', '-new', '-key', keyFile, '-subj', `/CN=${name}`, '-out', request);
    const signedBy = by ? ['-CA', by.certFile, '-CAkey', by.keyFile, '-CAcreateserial'] : ['-signkey', keyFile];
    openssl('x509', '-req', '-in', request, '-days', `${days}`, '-extfile', extended, '-out', certFile, ...signedBy);
    const [cert, key] = [readFileSync(certFile, 'utf8'), readFileSync(keyFile, 'utf8')];
    writeFileSync(bothFile, `${key}${cert}`);
    return { cert, key, certFile, keyFile, bothFile };
  }
}

type Paths = [string, string, string, string, string];
