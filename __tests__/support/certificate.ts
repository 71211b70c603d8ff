/**
 * Self-signed certificates, made when a test wants one: no key lies in the repository, and no tool has to be installed.
 * Node makes keys and signatures but no certificates, so the few structures of RFC 5280 that it takes are written here.
 */
import { generateKeyPairSync, randomBytes, sign } from 'node:crypto'
import { isIP } from 'node:net'

export interface KeyAndCertificate {
  /** Both as PEM: what Node's TLS server takes. */
  readonly key: string
  readonly cert: string
}

/** A certificate for these host names and IPv4 addresses, valid until 2049 unless told otherwise. */
export function selfSigned(
  hosts: readonly string[],
  validUntil = new Date(Date.UTC(2049, 0, 1)),
): KeyAndCertificate {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const name = sequence(tlv(0x31, sequence(OID.commonName, tlv(0x0c, Buffer.from('for tests only')))))
  const toBeSigned = sequence(
    tlv(0xa0, integer(Buffer.of(2))),
    integer(Buffer.concat([Buffer.of(1), randomBytes(8)])),
    sequence(OID.ecdsaWithSha256),
    name,
    sequence(time(new Date(Date.UTC(2020, 0, 1))), time(validUntil)),
    name,
    publicKey.export({ type: 'spki', format: 'der' }),
    tlv(0xa3, sequence(sequence(OID.subjectAltName, tlv(0x04, sequence(...hosts.map(generalName)))))),
  )
  const signature = sign('sha256', toBeSigned, privateKey)
  const certificate = sequence(
    toBeSigned,
    sequence(OID.ecdsaWithSha256),
    tlv(0x03, Buffer.concat([Buffer.of(0), signature])),
  )
  return {
    key: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
    cert: `-----BEGIN CERTIFICATE-----\n${certificate.toString('base64')}\n-----END CERTIFICATE-----\n`,
  }
}

/** Object identifiers, as DER. */
const OID = {
  ecdsaWithSha256: Buffer.from('06082a8648ce3d040302', 'hex'),
  commonName: Buffer.from('0603550403', 'hex'),
  subjectAltName: Buffer.from('0603551d11', 'hex'),
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
