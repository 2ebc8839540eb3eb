import { describe, expect, it } from 'vitest';
import { briefSchema } from './brief.ts';
import { brandSources, campaignSources, inheritBrief } from './inheritance.ts';

const LOGO = '01900000-0000-7000-8000-000000000001';
const brief = (fields: object) => briefSchema.parse({ prompt: 'A shoe film', ...fields });

describe('inheritBrief', () => {
  it('leaves a brief without client and campaign exactly as it is', () => {
    const own = brief({ brand: { voice: 'dry', forbidden: [] }, campaign: { cta: 'Go' } });
    expect(inheritBrief(own, { brand: null, campaign: null })).toEqual(own);
  });

  it('fills what the project does not say, and lets the project win where it says something', () => {
    const own = brief({ brand: { voice: 'dry', palette: [] }, campaign: { cta: 'Run now' } });
    const merged = inheritBrief(own, {
      brand: { voice: 'warm', visualStyle: 'soft light', palette: ['#1B2A41'], logo: LOGO },
      campaign: { objective: 'sell shoes', keyMessages: ['Light'], cta: 'Buy' },
    });
    expect(merged.brand).toEqual({ voice: 'dry', visualStyle: 'soft light', palette: ['#1B2A41'], logo: LOGO });
    expect(merged.campaign).toEqual({ objective: 'sell shoes', keyMessages: ['Light'], cta: 'Run now' });
    expect(merged.prompt).toBe(own.prompt);
    expect(own.brand).toEqual({ voice: 'dry', palette: [] });
  });

  it('adds up what is not wanted: no project can allow what its client forbids', () => {
    const own = brief({ brand: { forbidden: ['beer', 'smoke'] }, campaign: { doNotMention: ['price'] } });
    const merged = inheritBrief(own, {
      brand: { forbidden: ['smoke', 'rival logos'] },
      campaign: { doNotMention: ['discount'] },
    });
    expect(merged.brand.forbidden).toEqual(['smoke', 'rival logos', 'beer']);
    expect(merged.campaign.doNotMention).toEqual(['discount', 'price']);
  });

  it('stays a brief when two full lists meet, and keeps the client’s words', () => {
    const words = (letter: string) => Array.from({ length: 50 }, (_, index) => `${letter}${index}`);
    const merged = inheritBrief(brief({ brand: { forbidden: words('own') } }), {
      brand: { forbidden: words('client') },
      campaign: null,
    });
    expect(briefSchema.safeParse(merged).success).toBe(true);
    expect(merged.brand.forbidden).toEqual(words('client'));
  });

  it('does not inherit a logo that is a path beside another brief', () => {
    expect(inheritBrief(brief({}), { brand: { logo: 'logo.png' }, campaign: null }).brand).toEqual({});
    expect(
      inheritBrief(brief({ brand: { logo: 'own.png' } }), { brand: { logo: LOGO }, campaign: null }).brand,
    ).toEqual({
      logo: 'own.png',
    });
  });

  it('is the same brief when a client was made of the brief’s own brand', () => {
    const brand = { voice: 'dry', forbidden: ['smoke'], palette: ['#1B2A41'] };
    expect(inheritBrief(brief({ brand }), { brand, campaign: {} }).brand).toEqual(brand);
  });
});

describe('sources', () => {
  it('says who said what', () => {
    expect(
      brandSources({ voice: 'dry', forbidden: ['a'] }, { voice: 'warm', palette: ['#111111'], forbidden: ['b'] }),
    ).toEqual({ voice: 'own', visualStyle: 'none', palette: 'inherited', forbidden: 'both', logo: 'none' });
    expect(campaignSources({ doNotMention: ['x'] }, { cta: 'Go' })).toEqual({
      objective: 'none',
      keyMessages: 'none',
      cta: 'inherited',
      doNotMention: 'own',
    });
    expect(campaignSources({}, null).cta).toBe('none');
  });
});
