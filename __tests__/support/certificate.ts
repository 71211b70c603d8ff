/**
 * Certificates, made when a test needs one, so the repository has no key, and no tool has to be installed.
 * Node makes keys and signatures but no certificates, so the few structures of RFC 5280 that it takes are written here.
 */
import { generateKeyPairSync, randomBytes, sign, type KeyObject } from 'node:crypto'
import { isIP } from 'node:net'

export interface KeyAndCertificate {
  /** Both as PEM: what Node's TLS server takes. */
  readonly key: string
  readonly cert: string
  /** Lets a server use a key that OpenSSL finds too short. */
  readonly ciphers: string
  /** Another certificate, signed with this key. */
  readonly issue: (hosts: readonly string[], options?: Options) => KeyAndCertificate
}

/** An RSA key of 2048 bits, a signature with SHA-256, and validity until 2049, by default. */
type Options = Partial<{ validUntil: Date; rsaBits: number; digest: keyof typeof RSA_WITH }>

/** A self-signed certificate for these host names and IPv4 addresses. It can also sign other certificates. */
export function selfSigned(
  hosts: readonly string[],
  options: Options = {},
  signer?: { readonly name: string; readonly key: KeyObject },
): KeyAndCertificate {
  const { validUntil = new Date(Date.UTC(2049, 0, 1)), rsaBits = 2048, digest = 'sha256' } = options
  const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: rsaBits })
  // OpenSSL looks an issuer up by its name, so no two may share one.
  const own = { name: `for tests only ${randomBytes(8).toString('hex')}`, key: privateKey }
  const issuer = signer ?? own
  const toBeSigned = sequence(
    tlv(0xa0, tlv(0x02, Buffer.of(2))),
    // A positive number: its first byte is below 0x80.
    tlv(0x02, Buffer.of(1), randomBytes(8)),
    RSA_WITH[digest],
    commonName(issuer.name),
    sequence(time(new Date(Date.UTC(2020, 0, 1))), time(validUntil)),
    commonName(own.name),
    publicKey.export({ type: 'spki', format: 'der' }),
    tlv(
      0xa3,
      sequence(MAY_ISSUE, sequence(SUBJECT_ALT_NAME, tlv(0x04, sequence(...hosts.map(generalName))))),
    ),
  )
  const signature = sign(digest, toBeSigned, issuer.key)
  const certificate = sequence(toBeSigned, RSA_WITH[digest], tlv(0x03, Buffer.of(0), signature))
  return {
    key: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
    cert: `-----BEGIN CERTIFICATE-----\n${certificate.toString('base64')}\n-----END CERTIFICATE-----\n`,
    ciphers: 'DEFAULT@SECLEVEL=0',
    issue: (itsHosts, itsOptions = {}) => selfSigned(itsHosts, itsOptions, own),
  }
}

function commonName(name: string): Buffer {
  return sequence(tlv(0x31, sequence(COMMON_NAME, tlv(0x0c, Buffer.from(name)))))
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

function tlv(tag: number, ...parts: readonly Buffer[]): Buffer {
  const content = Buffer.concat(parts)
  const { length } = content
  const head = length < 0x80 ? [length] : length < 0x100 ? [0x81, length] : [0x82, length >> 8, length & 0xff]
  return Buffer.concat([Buffer.of(tag, ...head), content])
}

/** Object identifiers, as DER. */
const COMMON_NAME = Buffer.from('0603550403', 'hex')
const SUBJECT_ALT_NAME = Buffer.from('0603551d11', 'hex')

/** PKCS 1 signatures, with the NULL that RFC 4055 wants. */
const RSA_WITH = {
  sha1: sequence(Buffer.from('06092a864886f70d010105', 'hex'), tlv(0x05)),
  sha256: sequence(Buffer.from('06092a864886f70d01010b', 'hex'), tlv(0x05)),
}

/** The basic constraint that lets any certificate sign others; critical. */
const TRUE = tlv(0x01, Buffer.of(0xff))
const MAY_ISSUE = sequence(Buffer.from('0603551d13', 'hex'), TRUE, tlv(0x04, sequence(TRUE)))
