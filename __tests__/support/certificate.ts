/**
 * Certificates, made when a test wants one: no key lies in the repository, and no tool has to be installed.
 * Node makes keys and signatures but no certificates, so the few structures of RFC 5280 that it takes are written here.
 */
import { generateKeyPairSync, randomBytes, sign, type KeyObject } from 'node:crypto'
import { isIP } from 'node:net'

export interface KeyAndCertificate {
  /** Both as PEM: what Node's TLS server takes. */
  readonly key: string
  readonly cert: string
  /** Lets a server have a key that OpenSSL takes for too short. */
  readonly ciphers?: string
}

export interface CertificateOptions {
  /** 2049 unless told otherwise. */
  readonly validUntil?: Date
  /** With this the key is RSA, else P-256. */
  readonly rsaBits?: number
  /** What signs the certificate; an authority's digest counts. */
  readonly digest?: 'sha256' | 'sha1'
}

/** A certificate for these host names and IPv4 addresses that nobody but itself vouches for. */
export function selfSigned(hosts: readonly string[], options: CertificateOptions = {}): KeyAndCertificate {
  const { privateKey, publicKey } = keyPair(options)
  const issuer = { name: newName(), key: privateKey }
  return pemOf(privateKey, signed(hosts, publicKey, issuer, options, issuer.name))
}

export interface Authority {
  /** What whoever trusts it has to be given, as PEM. */
  readonly cert: string
  readonly issue: (hosts: readonly string[], options?: CertificateOptions) => KeyAndCertificate
}

/** An authority of a company; `options` are its own certificate's. With RSA keys it can sign by any digest. */
export function authority(options: CertificateOptions = {}): Authority {
  const { privateKey, publicKey } = keyPair(options)
  const issuer = { name: newName(), key: privateKey }
  return {
    cert: pemOf(privateKey, signed([], publicKey, issuer, options, issuer.name)).cert,
    issue(hosts, itsOptions = {}) {
      const keys = keyPair(itsOptions)
      return pemOf(keys.privateKey, signed(hosts, keys.publicKey, issuer, itsOptions, 'a server'))
    },
  }
}

function keyPair({ rsaBits }: CertificateOptions): { privateKey: KeyObject; publicKey: KeyObject } {
  return rsaBits === undefined
    ? generateKeyPairSync('ec', { namedCurve: 'P-256' })
    : generateKeyPairSync('rsa', { modulusLength: rsaBits })
}

function signed(
  hosts: readonly string[],
  publicKey: KeyObject,
  issuer: { readonly name: string; readonly key: KeyObject },
  { validUntil = new Date(Date.UTC(2049, 0, 1)), digest = 'sha256' }: CertificateOptions,
  subject: string,
): Buffer {
  const algorithm = issuer.key.asymmetricKeyType === 'rsa' ? RSA_WITH[digest] : sequence(OID.ecdsaWithSha256)
  // An authority has no hosts, and a critical extension that says what it is.
  const extension =
    hosts.length === 0
      ? sequence(OID.basicConstraints, TRUE, tlv(0x04, sequence(TRUE)))
      : sequence(OID.subjectAltName, tlv(0x04, sequence(...hosts.map(generalName))))
  const toBeSigned = sequence(
    tlv(0xa0, integer(Buffer.of(2))),
    integer(Buffer.concat([Buffer.of(1), randomBytes(8)])),
    algorithm,
    commonName(issuer.name),
    sequence(time(new Date(Date.UTC(2020, 0, 1))), time(validUntil)),
    commonName(subject),
    publicKey.export({ type: 'spki', format: 'der' }),
    tlv(0xa3, sequence(extension)),
  )
  const signature = sign(digest, toBeSigned, issuer.key)
  return sequence(toBeSigned, algorithm, tlv(0x03, Buffer.concat([Buffer.of(0), signature])))
}

/** OpenSSL looks an issuer up by its name, so no two may share one. */
function newName(): string {
  return `for tests only ${randomBytes(8).toString('hex')}`
}

function pemOf(key: KeyObject, certificate: Buffer): KeyAndCertificate {
  return {
    key: key.export({ type: 'pkcs8', format: 'pem' }).toString(),
    cert: `-----BEGIN CERTIFICATE-----\n${certificate.toString('base64')}\n-----END CERTIFICATE-----\n`,
    ciphers: 'DEFAULT@SECLEVEL=0',
  }
}

const TRUE = tlv(0x01, Buffer.of(0xff))

/** Object identifiers, as DER. */
const OID = {
  ecdsaWithSha256: Buffer.from('06082a8648ce3d040302', 'hex'),
  commonName: Buffer.from('0603550403', 'hex'),
  subjectAltName: Buffer.from('0603551d11', 'hex'),
  basicConstraints: Buffer.from('0603551d13', 'hex'),
}

/** PKCS 1 signatures, with the NULL that RFC 4055 wants. */
const RSA_WITH = {
  sha1: sequence(Buffer.from('06092a864886f70d010105', 'hex'), tlv(0x05)),
  sha256: sequence(Buffer.from('06092a864886f70d01010b', 'hex'), tlv(0x05)),
}

function commonName(name: string): Buffer {
  return sequence(tlv(0x31, sequence(OID.commonName, tlv(0x0c, Buffer.from(name)))))
}

function generalName(host: string): Buffer {
  return isIP(host) === 4
    ? tlv(0x87, Buffer.from(host.split('.').map(Number)))
    : tlv(0x82, Buffer.from(host, 'ascii'))
}

/** UTCTime, for dates before 2050. */
function time(date: Date): Buffer {
  return tlv(0x17, Buffer.from(date.toISOString().replace(/^20|[-:T]|\.\d+/g, ''), 'ascii'))
}

function sequence(...parts: readonly Buffer[]): Buffer {
  return tlv(0x30, ...parts)
}

/** A positive integer whose first byte is below 0x80. */
function integer(bytes: Buffer): Buffer {
  return tlv(0x02, bytes)
}

function tlv(tag: number, ...parts: readonly Buffer[]): Buffer {
  const content = Buffer.concat(parts)
  const { length } = content
  const head = length < 0x80 ? [length] : length < 0x100 ? [0x81, length] : [0x82, length >> 8, length & 0xff]
  return Buffer.concat([Buffer.of(tag, ...head), content])
}
