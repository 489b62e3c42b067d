/** What a column may hold of a contact, beside what Kore.ai's own columns do. */
export type Role =
  | 'firstName'
  | 'lastName'
  | 'fullName'
  | 'salutation'
  | 'title'
  | 'callingCode'
  | 'anyCode'
  | 'homeCountry'
  | 'countryIso'
  | 'prefix';

/**
 * What the exports of HubSpot, Salesforce, Outlook, Google Contacts, Pipedrive, Zoho, Zendesk and Intercom call the
 * columns, in English, German, French, Spanish, Portuguese, Italian and Dutch; written small, without accents and
 * without anything but letters. Of several that a file has, the first in this order that is filled counts.
 */
export const NAMES: Record<Role, string> = {
  firstName: `firstname first givenname given forename
    vorname rufname prenom nombredepila primernombre nombres primeironome nomeproprio voornaam roepnaam`,
  lastName: `lastname last surname familyname family
    nachname familienname zuname nomdefamille apellidos apellido primerapellido
    sobrenome apelido ultimonome cognome achternaam familienaam`,
  fullName: `fullname displayname contactname personname
    vollstandigername anzeigename kontaktname nomcomplet nomaffiche nombrecompleto nombreparamostrar
    nomecompleto nomedeexibicao nomevisualizzato volledigenaam weergavenaam`,
  salutation: `salutation nameprefix honorific honorificprefix courtesytitle personaltitle
    anrede civilite formuledappel tratamiento saludo tratamento formadetratamento saudacao
    appellativo titolodicortesia saluto aanhef aanspreektitel`,
  // A person's title, or that of the job.
  title: 'title prefix titel titre titulo titolo',
  callingCode: 'cellphonecountrycode callingcode countrycallingcode phonecountrycode dialcode',
  // A calling code, or the code of a country.
  anyCode: `countrycode landervorwahl landesvorwahl landercode landescode
    indicatif indicatifpays codepays codigodepais codigodelpais codigodopais prefissointernazionale
    codicepaese landnummer landcode`,
  homeCountry: `country countryregion countryname mailingcountry mailingcountryregion addresscountry primarycountry
    homecountry homecountryregion businesscountry businesscountryregion workcountry othercountry
    othercountryregion
    land landregion landregionprivat landregiongeschaftlich weitereslandregion landprivat landgeschaftlich
    pays paysregion paysregiondomicile paysregionbureau paysregionautre paysdomicile paysbureau paysautre
    paysadressepostale
    pais paisregion paisoregion paisregiao paisregiaoresidencial paisregiaocomercial
    paisoregionparticular paisoregiondeltrabajo
    paese nazione paeseregione paeseareageografica paeseabitazione paeseufficio
    landregio landregiothuis landregioprive landregiowerk landregiozakelijk`,
  countryIso: `countryregioncode mailingcountrycode isocountrycode countryiso countryisocode homecountrycode
    businesscountrycode`,
  prefix: 'cellphoneextension dialingprefix',
};

/**
 * What one column is called that is a first name, a last name or the whole name, as the other columns show:
 * `Vorname` and `Name`, `Nombre` and `Apellidos`, or `Name` alone.
 */
export const NAME_ALONE = {
  lastOrFull: 'name nom naam',
  firstOrFull: 'nombre nome',
};

/** Columns with phone numbers, in the order in which they are taken: one's own number before shared ones. */
export const PHONES: string[] = [
  // The mobile phone.
  `cellphonenumber mobile mobilephone mobilenumber mobilephonenumber mobileno cell cellphone cellular phonemobile
    mobil mobiltelefon mobilnummer mobiltelefonnummer mobilrufnummer mobilfunk mobilfunknummer handy handynummer
    telefonmobil
    telephonemobile telmobile portable telephoneportable telportable numerodetelephonemobile numerodemobile
    movil celular telefonomovil telefonocelular numerodetelefonomovil numerodemovil
    telemovel telefonecelular telefonemovel numerodecelular numerodetelefonecelular numerodetelemovel
    numerodetelefonemovel
    cellulare telefonocellulare numerodicellulare numerocellulare telefonomobile numeroditelefonocellulare
    mobiel mobieletelefoon mobieltelefoonnummer mobieletelefoonnummer mobielnummer gsm gsmnummer telefoonmobiel`,
  `whatsapp whatsappnumber whatsappphonenumber`,
  // The phone, whatever kind it is.
  `phone phonenumber primaryphone telephone telephonenumber tel phoneno phonevalue contactnumber
    telefon telefonnummer rufnummer haupttelefon
    numerodetelephone telephoneprincipal telprincipal
    telefono numerodetelefono telefonoprincipal
    telefone numerodetelefone telefoneprincipal
    numeroditelefono
    telefoon telefoonnummer hoofdtelefoon primairetelefoon`,
  // At work.
  `businessphone businessphonenumber workphone workphonenumber officephone directphone phonework
    telefongeschaftlich geschaftlichestelefon telefonarbeit telefondienstlich
    telephonebureau telephoneprofessionnel telbureau telephonetravail
    telefonodeltrabajo telefonotrabajo telefonooficina
    telefonecomercial telefonedotrabalho telefonetrabalho
    telefonoufficio telefonolavoro
    telefoonzakelijk zakelijketelefoon telefoonwerk telefoonopwerk werktelefoon`,
  // At home.
  `homephone homephonenumber phonehome
    telefonprivat privattelefon
    telephonedomicile teldomicile telephonepersonnel
    telefonoparticular telefonodecasa telefonocasa
    telefoneresidencial telefonecasa
    telefonoabitazione
    telefoonthuis thuistelefoon telefoonprive privetelefoon`,
  // Elsewhere.
  `otherphone phoneother carphone
    weiterestelefon anderestelefon telefonandere autotelefon
    autretelephone telephoneautre telautre
    otrotelefono telefonootro
    outrotelefone telefoneoutro
    altrotelefono telefonoaltro
    anderetelefoon telefoonanders overigetelefoon`,
];

/** What Google Contacts calls the kind of a number, in a column of its own before each number. */
export const LABELS = 'phonetype phonelabel';

/** Kinds of a number that go before all others, and kinds that nobody is reached by, in the same languages. */
export const MOBILE_LABEL = /mobil|mobiel|movil|cell|celular|handy|portable|telemovel|gsm/;
export const NO_PHONE_LABEL = /fax|pager|telex/;

/** The person before what Pipedrive has of it: `Person - Phone - Mobile`. */
export const OWNER = /^(person|personne|persona|pessoa|persoon)\s+-\s+/i;
