import type { SMTPServer } from 'smtp-server';

/** Has a mail server of a test listen; answers the settings with which the application sends through it, as `account` if there is one. */
export async function listenForMail(listener: SMTPServer, account = ''): Promise<Record<string, string>> {
  const port = await new Promise<number>((resolve) => {
    const server = listener.listen(0, '127.0.0.1', () => {
      const address = server.address();
      resolve(typeof address === 'object' && address !== null ? address.port : 0);
    });
  });
  return {
    CLIENTELE_URL: 'https://customers.example.com',
    CLIENTELE_SMTP_URL: `smtp://${account === '' ? '' : `${account}@`}127.0.0.1:${port}`,
    CLIENTELE_MAIL_FROM: 'Clientele <no-reply@example.com>',
  };
}
