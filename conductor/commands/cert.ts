import { join } from 'node:path';
import { type Given, readConfig } from '../config.ts';
import { systemClock } from '../kernel/clock.ts';
import { certificateNames, lanAddresses } from '../wire/addresses.ts';
import { ensureCertificates } from '../wire/cert.ts';
import { ensureSecrets } from '../wire/secrets.ts';

const steps = (caFile: string, port: number, fingerprint: string): string => {
  const at = lanAddresses()[0] ?? 'this-machine';
  return [
    `The authority:   ${caFile}`,
    `Fingerprint:     ${fingerprint}`,
    '',
    'A phone or another computer trusts it once this certificate is installed there:',
    `  every device   open https://${at}:${port}/login?next=/ca.crt while the conductor runs with --host 0.0.0.0`,
    '  iOS            Settings, General, VPN & Device Management: install; then About, Certificate Trust Settings: trust',
    '  Android        Settings, Security, Encryption & credentials, Install a certificate, CA certificate',
    '  macOS          open it in Keychain Access and set it to Always Trust',
    '  Windows        open it, Install Certificate, Trusted Root Certification Authorities',
    `  Linux          copy it to /usr/local/share/ca-certificates/yeoun.crt and run update-ca-certificates`,
    '',
  ].join('\n');
};

/** Makes or renews the certificates in the state folder and says how to trust them. */
export const cert = async (
  given: Given & { readonly name?: readonly string[] },
  root: string,
): Promise<number> => {
  const config = readConfig(given, process.env, root, process.cwd());
  const names = [...new Set([...certificateNames(config.host), ...(given.name ?? [])])];
  const made = await ensureCertificates(config.state, names, systemClock().nowMs());
  const { pin } = await ensureSecrets(config.state);
  process.stdout.write(
    `${made.renewed ? 'New certificate' : 'The certificate still holds'} for ${made.names.join(', ')}\n`,
  );
  process.stdout.write(
    `Good until:      ${new Date(made.notAfterMs).toISOString().slice(0, 10)}\n`,
  );
  process.stdout.write(steps(join(config.state, 'tls', 'ca.crt'), config.port, made.fingerprint));
  process.stdout.write(`PIN:             ${pin}\n`);
  return 0;
};
