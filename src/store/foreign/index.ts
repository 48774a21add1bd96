export type { PrivateHosts } from './address.ts';
export { openHttp, postHttp } from './http.ts';
export { withMailbox, type Mailbox, type MailMessage, type MailPart } from './imap.ts';
export { readMysql } from './mysql.ts';
export { readPostgres } from './postgres.ts';
export { listObjects, openObject, type S3Bucket } from './s3.ts';
export { bareTag } from './s3-answers.ts';
export { withSftp, type SftpSession } from './sftp.ts';
export type { TableRows, TableTask } from './table.ts';
