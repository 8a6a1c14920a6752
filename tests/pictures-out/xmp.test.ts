import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';
import { afterAll, describe, expect, it } from 'vitest';
import { mayWrite, writePicture } from '../../conductor/pictures-out/write.ts';
import { type PictureLabel, xmpOf } from '../../conductor/pictures-out/xmp.ts';

const LABEL: PictureLabel = {
  made: 'engine',
  title: { en: 'Salt & "light" <one>', ko: '소금과 빛\u0007' },
  engine: 'dream',
  seed: 217,
};
const folder = mkdtempSync(join(tmpdir(), 'yeoun-label-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const image = () =>
  sharp({ create: { width: 24, height: 16, channels: 3, background: { r: 90, g: 120, b: 30 } } });

describe('the label of a picture', () => {
  it('says in the words of IPTC that a trained network made it, which one, and how to make it again', () => {
    const xmp = xmpOf(LABEL);
    expect(xmp).toContain(
      '<Iptc4xmpExt:DigitalSourceType>http://cv.iptc.org/newscodes/digitalsourcetype/trainedAlgorithmicMedia</Iptc4xmpExt:DigitalSourceType>',
    );
    expect(xmp).toMatch(/<xmp:CreatorTool>Yeoun \d+\.\d+\.\d+<\/xmp:CreatorTool>/);
    expect(xmp).toContain('<Iptc4xmpExt:AISystemUsed>Yeoun dream</Iptc4xmpExt:AISystemUsed>');
    expect(xmp).toContain('<yeoun:seed>217</yeoun:seed>');
    expect(xmp).toContain('<rdf:li xml:lang="ko">소금과 빛</rdf:li>');
    expect(xmp).toContain('Salt &amp; &quot;light&quot; &lt;one&gt;');
  });

  it('tells a picture of the stage from one of the engine, and names no engine where none painted', () => {
    expect(xmpOf({ ...LABEL, made: 'stageWithEngine' })).toContain(
      '/compositeWithTrainedAlgorithmicMedia<',
    );
    const alone = xmpOf({ ...LABEL, made: 'stage', engine: null });
    expect(alone).toContain('/algorithmicMedia<');
    expect(alone).not.toContain('dream');
  });

  it.each(['png', 'jpg', 'jpeg', 'webp', 'PNG'])('lies inside the file: .%s', async (ending) => {
    const out = join(folder, `one.${ending}`);
    await mayWrite(out);
    await writePicture(image(), out, LABEL);
    const { format, width, xmp } = await sharp(out).metadata();
    expect(format).toBe(ending.toLowerCase().replace('jpg', 'jpeg'));
    expect(width).toBe(24);
    expect(xmp?.toString('utf8')).toBe(xmpOf(LABEL));
  });

  it('is not lost when the file is copied by a program that keeps metadata', async () => {
    const out = join(folder, 'kept.jpg');
    await writePicture(image(), out, LABEL);
    const copy = await sharp(out).keepMetadata().resize(12).jpeg().toBuffer();
    expect((await sharp(copy).metadata()).xmp?.toString('utf8')).toContain(
      'trainedAlgorithmicMedia',
    );
  });
});

describe('where a picture cannot go', () => {
  it('is said before anything takes long', async () => {
    await expect(mayWrite(join(folder, 'one.tiff'))).rejects.toThrow(
      /\.png, \.jpg, \.jpeg, \.webp/,
    );
    await expect(mayWrite(join(folder, 'one'))).rejects.toMatchObject({ code: 'config/value' });
    await expect(mayWrite(join(folder, 'nowhere', 'one.png'))).rejects.toMatchObject({
      code: 'picture/unwritable',
    });
  });

  it('a folder of that name is named', async () => {
    await expect(writePicture(image(), join(folder, 'x', 'a.png'), LABEL)).rejects.toMatchObject({
      code: 'picture/unwritable',
    });
  });
});
