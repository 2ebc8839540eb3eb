import { FileText, ImagePlus } from 'lucide-react';
import type { DropZone, PasteTakers } from '../../workspace/drop.ts';
import { useWorkspace } from '../../workspace/workspace-context.ts';

/** Whether a MIME type is one of the pictures that a brief takes. */
export const isPicture = (type: string): boolean => /^image\/(png|jpeg|webp)$/.test(type);
const TEXT_NAME = /\.(json|txt|md)$/i;
/** A brief is words; a larger file is something else. */
const TEXT_MAX_BYTES = 4 * 1024 * 1024;

/** What may be dropped on the library or pasted into it: pictures and briefs begin a project. */
export function useFileIntake(onNew: (text: string, pictures: readonly File[]) => void): {
  zones: DropZone[];
  paste: PasteTakers;
} {
  const { api, t, go, reportError } = useWorkspace();

  const takeBrief = async (file: File): Promise<void> => {
    if (file.size > TEXT_MAX_BYTES) throw Object.assign(new Error('large'), tooLarge(file));
    const text = await file.text();
    if (!/\.json$/i.test(file.name)) return onNew(text, []);
    let brief: unknown;
    try {
      brief = JSON.parse(text.replace(/^\uFEFF/, ''));
    } catch {
      // Not a brief file after all: what it says may still be one.
      return onNew(text, []);
    }
    const { projectId } = await api.projects.create({ brief: brief as never });
    go({ screen: 'brief', projectId });
  };
  const take = (files: readonly File[]): boolean => {
    const pictures = files.filter(({ type }) => isPicture(type));
    const brief = files.find(({ name }) => TEXT_NAME.test(name));
    if (pictures.length > 0) onNew('', pictures);
    else if (brief !== undefined) takeBrief(brief).catch(reportError);
    else if (files[0] !== undefined) reportError(Object.assign(new Error('kind'), wrongKind(files[0])));
    return files.length > 0;
  };
  return {
    zones: [
      {
        id: 'pictures',
        label: t('library.drop.pictures'),
        hint: t('library.drop.pictures-hint'),
        icon: ImagePlus,
        accepts: (types) => types.some(isPicture),
        onDrop: take,
      },
      {
        id: 'brief',
        label: t('library.drop.brief'),
        hint: t('library.drop.brief-hint'),
        icon: FileText,
        accepts: (types) => !types.some((type) => /^(image|video|audio)\//.test(type)),
        onDrop: take,
      },
    ],
    paste: {
      onText(text) {
        if (text.trim().length < 12) return false;
        onNew(text, []);
        return true;
      },
      onFiles: take,
    },
  };
}

const dataOf = (details: object): object => ({ data: { details, retryable: false, correlationId: '' } });
const tooLarge = (file: File): object => ({
  code: 'payload-too-large',
  ...dataOf({ what: file.name, megabytes: Math.ceil(file.size / 1_048_576), limitMegabytes: 4 }),
});
const wrongKind = (file: File): object => ({
  code: 'unsupported-media',
  ...dataOf({ what: file.name, path: file.name, found: file.type }),
});
