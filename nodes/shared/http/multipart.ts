import { randomUUID } from 'crypto';

/** A text file in a form. */
export interface MultipartFile {
  field: string;
  name: string;
  type: string;
  content: string;
}

/**
 * Writes a form with one file (RFC 7578). It is written as text: n8n's helper takes the form objects of
 * Node.js for empty in some versions and would send nothing.
 *
 * @param file the file; field, name and type are ours and need no escaping
 * @returns the body and its content type
 */
export function multipartWith({ field, name, type, content }: MultipartFile): {
  body: string;
  contentType: string;
} {
  const boundary = `----n8n-${randomUUID()}`;
  const body = [
    `--${boundary}`,
    `Content-Disposition: form-data; name="${field}"; filename="${name}"`,
    `Content-Type: ${type}`,
    '',
    content,
    `--${boundary}--`,
    '',
  ].join('\r\n');
  return { body, contentType: `multipart/form-data; boundary=${boundary}` };
}
