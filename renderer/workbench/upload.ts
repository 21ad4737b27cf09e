import type { Upload } from '../../preload/api/assets.ts';

/** A file that a person chose, as calls take it: its bytes in base64. Core tells what it is from the bytes. */
export async function uploadOf(file: File): Promise<Upload> {
  const address = await new Promise<string>((resolve, reject) => {
    const reader = new FileReader();
    reader.addEventListener('load', () => resolve(reader.result as string));
    reader.addEventListener('error', () => reject(reader.error ?? new Error('not readable')));
    reader.readAsDataURL(file);
  });
  return { fileName: file.name, base64: address.slice(address.indexOf(',') + 1) };
}
