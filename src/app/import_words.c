/* The words of import_words.h: the products first, then synonyms in seven languages. */
#include "app/import_words.h"

#define HUBSPOT (1u << IMPORT_HUBSPOT)
#define SALESFORCE (1u << IMPORT_SALESFORCE)
#define PIPEDRIVE (1u << IMPORT_PIPEDRIVE)
#define ZOHO (1u << IMPORT_ZOHO)
#define APOLLO (1u << IMPORT_APOLLO)

const ImportWords IMPORT_WORDS[] = {
    { IMPORT_EXTERNAL_ID, HUBSPOT, 0, "recordid contactid vid hsobjectid id" },
    { IMPORT_COMPANY, HUBSPOT, 0, "companyname associatedcompany primarycompany" },
    { IMPORT_ACCOUNT_EXTERNAL_ID, HUBSPOT, 0,
      "primaryassociatedcompanyid associatedcompanyid associatedcompanyids "
      "associatedcompanyidsprimary" },
    { IMPORT_PHONE, HUBSPOT, 0, "phonenumber" },
    { IMPORT_MOBILE, HUBSPOT, 0, "mobilephonenumber" },
    { IMPORT_OWNER, HUBSPOT, 0, "contactowner hubspotowner" },
    { IMPORT_CREATED_AT, HUBSPOT, 0, "createdate createdat" },
    { IMPORT_SOURCE, HUBSPOT, 0, "leadsource originalsource originaltrafficsource recordsource" },
    { IMPORT_ROLE, HUBSPOT, 0, "buyingrole hsbuyingrole" },
    { IMPORT_ZONE, HUBSPOT, 0, "timezone hstimezone iptimezone" },
    { IMPORT_LANGUAGE, HUBSPOT, 0, "preferredlanguage hslanguage" },
    { IMPORT_COMPANY_DOMAIN, HUBSPOT, 0, "companydomainname websiteurl website emaildomain" },
    { IMPORT_NO_EMAIL, HUBSPOT, 0,
      "unsubscribedfromallemail optedoutofemailonetoone hsemailoptout" },

    { IMPORT_EXTERNAL_ID, SALESFORCE, 0, "contactid leadid contactid18 leadid18 id" },
    { IMPORT_COMPANY, SALESFORCE, 0, "accountname companyaccount company" },
    { IMPORT_ACCOUNT_EXTERNAL_ID, SALESFORCE, 0, "accountid accountid18" },
    { IMPORT_OWNER, SALESFORCE, 0, "contactowner leadowner ownername accountowner" },
    { IMPORT_REGION, SALESFORCE, 0, "mailingstateprovince mailingstate stateprovince state" },
    { IMPORT_COUNTRY, SALESFORCE, 0, "mailingcountry country mailingcountrycode countrycode" },
    { IMPORT_CITY, SALESFORCE, 0, "mailingcity city" },
    { IMPORT_SOURCE, SALESFORCE, 0, "leadsource" },
    { IMPORT_CREATED_AT, SALESFORCE, 0, "createddate createdate" },
    { IMPORT_NO_EMAIL, SALESFORCE, 0, "emailoptout hasoptedoutofemail" },
    { IMPORT_NO_CALL, SALESFORCE, 0, "donotcall" },

    { IMPORT_EXTERNAL_ID, PIPEDRIVE, 0, "personid leadid id" },
    { IMPORT_FULL_NAME, PIPEDRIVE, 0, "personname leadcontactperson contactperson" },
    { IMPORT_FIRST_NAME, PIPEDRIVE, 0, "personfirstname" },
    { IMPORT_LAST_NAME, PIPEDRIVE, 0, "personlastname" },
    { IMPORT_EMAIL, PIPEDRIVE, 0,
      "personemailwork personemail emailwork personemailother personemailhome" },
    { IMPORT_PHONE, PIPEDRIVE, 0,
      "personphonework personphone phonework personphoneother personphonehome" },
    { IMPORT_MOBILE, PIPEDRIVE, 0, "personphonemobile phonemobile" },
    { IMPORT_TITLE, PIPEDRIVE, 0, "personjobtitle jobtitle" },
    { IMPORT_COMPANY, PIPEDRIVE, 0, "organizationname personorganization organization" },
    { IMPORT_ACCOUNT_EXTERNAL_ID, PIPEDRIVE, 0, "organizationid personorganizationid" },
    { IMPORT_COMPANY_DOMAIN, PIPEDRIVE, 0, "organizationwebsite organizationdomain" },
    { IMPORT_LINKEDIN, PIPEDRIVE, 0, "personlinkedin personlinkedinprofile" },
    { IMPORT_COUNTRY, PIPEDRIVE, 0,
      "personcountryofpostaladdress personcountry organizationcountryofaddress "
      "organizationcountry" },
    { IMPORT_REGION, PIPEDRIVE, 0,
      "personstatecountyofpostaladdress organizationstatecountyofaddress" },
    { IMPORT_CITY, PIPEDRIVE, 0,
      "personcitytownvillagelocalityofpostaladdress "
      "organizationcitytownvillagelocalityofaddress" },
    { IMPORT_OWNER, PIPEDRIVE, 0, "personowner leadowner owner" },
    { IMPORT_CREATED_AT, PIPEDRIVE, 0,
      "personpersoncreated personcreated personaddtime leadleadcreated leadcreated" },
    { IMPORT_SOURCE, PIPEDRIVE, 0, "leadsource leadsourceorigin personsource" },
    { IMPORT_NO_EMAIL, PIPEDRIVE, 0, "personmarketingstatus" },

    { IMPORT_EXTERNAL_ID, ZOHO, 0, "recordid leadid contactid id" },
    { IMPORT_FULL_NAME, ZOHO, 0, "leadname contactname fullname" },
    { IMPORT_COMPANY, ZOHO, 0, "company accountname" },
    { IMPORT_ACCOUNT_EXTERNAL_ID, ZOHO, 0, "accountid accountnameid" },
    { IMPORT_OWNER, ZOHO, 0, "leadowner contactowner owner" },
    { IMPORT_TITLE, ZOHO, 0, "title designation" },
    { IMPORT_SOURCE, ZOHO, 0, "leadsource" },
    { IMPORT_CREATED_AT, ZOHO, 0, "createdtime" },
    { IMPORT_NO_EMAIL, ZOHO, 0, "emailoptout" },

    { IMPORT_EXTERNAL_ID, APOLLO, 0, "apollocontactid contactid id" },
    { IMPORT_ACCOUNT_EXTERNAL_ID, APOLLO, 0, "apolloaccountid" },
    { IMPORT_COMPANY, APOLLO, 0, "company companyname companynameforemails" },
    { IMPORT_PHONE, APOLLO, 0,
      "workdirectphone firstphone corporatephone otherphone homephone companyphone" },
    { IMPORT_MOBILE, APOLLO, 0, "mobilephone" },
    { IMPORT_LINKEDIN, APOLLO, 0, "personlinkedinurl" },
    { IMPORT_OWNER, APOLLO, 0, "contactowner accountowner" },

    { IMPORT_EMAIL, 0, 0,
      "email emailaddress mail primaryemail workemail businessemail emailwork emailadresse "
      "mailadresse emailadres adresseemail adressemail adresseelectronique courriel "
      "emailprofessionnel correo correoelectronico direcciondecorreo correoprofesional "
      "enderecodeemail indirizzoemail postaelettronica secondaryemail otheremail email2 "
      "personalemail privateemail" },
    { IMPORT_FIRST_NAME, 0, 0,
      "firstname first givenname forename vorname prenom nombredepila primeironome voornaam" },
    { IMPORT_LAST_NAME, 0, 0,
      "lastname last surname familyname nachname familienname zuname nomdefamille apellido "
      "apellidos sobrenome apelido ultimonome cognome achternaam" },
    { IMPORT_FULL_NAME, 0, 0,
      "fullname contactname leadname personname prospectname customername contactperson "
      "ansprechpartner kontaktperson kontaktname vollername nomcomplet nometprenom nomprenom "
      "nombrecompleto nombreyapellidos nomecompleto nomeecognome nominativo volledigenaam "
      "contactpersoon contact kontakt" },
    { IMPORT_TITLE, 0, 0,
      "jobtitle position jobposition designation funktion berufsbezeichnung "
      "stellenbezeichnung jobbezeichnung fonction poste intituleduposte cargo puesto funcao "
      "qualifica ruolo functie functietitel headline" },
    { IMPORT_TITLE, 0, PIPEDRIVE, "title" },
    { IMPORT_COMPANY, 0, 0,
      "company companyname account accountname organization organizationname organisation "
      "organisationname employer currentcompany business businessname firm firma firmenname "
      "unternehmen unternehmensname entreprise societe nomdelentreprise nomdelasociete "
      "raisonsociale empresa nombredelaempresa nombreempresa compania nomedaempresa azienda "
      "nomeazienda societa ragionesociale bedrijf bedrijfsnaam organisatie" },
    { IMPORT_COMPANY_DOMAIN, 0, 0,
      "companydomain companydomainname domain domainname website websiteurl companywebsite "
      "companyurl homepage webseite internetseite siteweb siteinternet sitioweb paginaweb site "
      "sitoweb sitointernet domaine dominio domein emaildomain" },
    { IMPORT_PHONE, 0, 0,
      "phone phonenumber telephone telephonenumber tel workphone businessphone officephone "
      "directphone workdirectphone directdial phonework primaryphone contactnumber telefon "
      "telefonnummer telefonnr telnr rufnummer durchwahl festnetz telefongeschaftlich "
      "numerodetelephone telephonefixe telfixe telefono numerodetelefono telefonofijo telefone "
      "numerodetelefone numeroditelefono telefoon telefoonnummer mainphone corporatephone "
      "companyphone otherphone homephone phone1 phone2" },
    { IMPORT_MOBILE, 0, 0,
      "mobile mobilephone mobilephonenumber mobilenumber cell cellphone cellphonenumber "
      "cellnumber phonemobile handy handynummer mobil mobilnummer mobiltelefon mobilfunk "
      "telephoneportable telephonemobile telportable portable movil telefonomovil celular "
      "telefonocelular telemovel cellulare telefonocellulare mobiel mobielnummer "
      "mobieletelefoon gsm whatsapp" },
    { IMPORT_LINKEDIN, 0, 0,
      "linkedin linkedinurl linkedinprofile linkedinprofileurl linkedinlink linkedinprofil "
      "profillinkedin perfillinkedin profilolinkedin personlinkedinurl" },
    { IMPORT_COUNTRY, 0, 0,
      "country countryregion countryname countrycode land landercode landcode laendercode pays "
      "pais paese nazione mailingcountry billingcountry companycountry" },
    { IMPORT_REGION, 0, 0,
      "state stateregion stateprovince province region statecode bundesland kanton etat "
      "provincia estado regione regiao provincie mailingstate mailingstateprovince "
      "mailingstatecode billingstate companystate" },
    { IMPORT_CITY, 0, 0,
      "city town cityname ort stadt ville ciudad localidad cidade citta stad plaats woonplaats "
      "mailingcity billingcity companycity" },
    { IMPORT_ZONE, 0, 0,
      "timezone timezonename ianatimezone timezonesidkey tz zone zeitzone fuseauhoraire "
      "zonahoraria husohorario fusohorario fusoorario tijdzone iptimezone" },
    { IMPORT_LANGUAGE, 0, 0,
      "language preferredlanguage languagecode lang locale sprache korrespondenzsprache langue "
      "idioma lingua taal" },
    { IMPORT_EXTERNAL_ID, 0, 0,
      "externalid crmid recordid contactid leadid personid prospectid customerid clientid id uid "
      "uuid kundennummer kundennr kundenid kontaktid numeroclient idcliente codigocliente "
      "codicecliente klantnummer leadnumber" },
    { IMPORT_ACCOUNT_EXTERNAL_ID, 0, 0,
      "accountexternalid accountid companyid organizationid organisationid companyrecordid "
      "associatedcompanyid firmenid" },
    { IMPORT_OWNER, 0, 0,
      "owneremail owner ownername contactowner leadowner recordowner salesrep rep salesperson "
      "assignedto assigneduser accountowner accountmanager accountexecutive besitzer zustandig "
      "zustaendig betreuer kundenbetreuer vertriebsmitarbeiter kontaktinhaber proprietaire "
      "commercial responsable propietario comercial vendedor proprietario responsavel "
      "responsabile agente eigenaar verantwoordelijke" },
    { IMPORT_SOURCE, 0, 0,
      "leadsource source originalsource leadorigin origin quelle leadquelle herkunft provenance "
      "origine fuente origen fonte origem bron herkomst" },
    { IMPORT_CREATED_AT, 0, 0,
      "createdat created createdate createddate createdtime creationdate dateadded addtime "
      "datecreated erstelltam erstellungsdatum angelegtam anlagedatum datedecreation creele "
      "fechadecreacion fechadealta creadoel criadoem datadecriacao datadicreazione creatoil "
      "aangemaaktop aanmaakdatum" },
    { IMPORT_ROLE, 0, 0, "buyingrole buyerrole contactrole committeerole role rolle kaufrolle" },
    { IMPORT_OPTED_OUT, 0, 0,
      "optedout optout donotcontact nocontact dnc suppressed kontaktsperre werbesperre "
      "nichtkontaktieren nepascontacter nocontactar naocontatar noncontattare "
      "nietcontacteren" },
    { IMPORT_NO_EMAIL, 0, 0,
      "noemail donotemail emailoptout emailoptedout optedoutofemail hasoptedoutofemail "
      "unsubscribedfromallemail unsubscribed unsubscribe emailunsubscribed unsubscribedfromemail "
      "keineemail keineemails abgemeldet newsletterabgemeldet desinscrit desabonne "
      "descadastrado disiscritto uitgeschreven" },
    { IMPORT_NO_CALL, 0, 0,
      "nocall donotcall donotphone phoneoptout calloptout hasoptedoutofcall nocalls "
      "nichtanrufen keineanrufe nepasappeler nollamar naoligar nonchiamare nietbellen" },
};
const gsize IMPORT_WORDS_COUNT = G_N_ELEMENTS(IMPORT_WORDS);

const ImportTwin IMPORT_TWINS[] = {
    { "name", "vorname", IMPORT_LAST_NAME },
    { "nom", "prenom", IMPORT_LAST_NAME },
    { "naam", "voornaam", IMPORT_LAST_NAME },
    { "nombre", "apellido apellidos", IMPORT_FIRST_NAME },
    { "nombres", "apellido apellidos", IMPORT_FIRST_NAME },
    { "nome", "cognome sobrenome apelido", IMPORT_FIRST_NAME },
};
const gsize IMPORT_TWINS_COUNT = G_N_ELEMENTS(IMPORT_TWINS);

const ImportEvidence IMPORT_EVIDENCE[] = {
    { IMPORT_HUBSPOT, 2,
      "lifecyclestage associatedcompany associatedcompanyid associatedcompanyids recordsource "
      "hsobjectid hubspotowner hubspotteam unsubscribedfromallemail numberofassociateddeals "
      "propertyhsmergedobjectids propertyhsobjectid propertycreatedate" },
    { IMPORT_HUBSPOT, 1,
      "recordid createdate contactowner phonenumber mobilephonenumber leadstatus "
      "propertyemail propertyfirstname propertylastname" },
    { IMPORT_SALESFORCE, 2,
      "systemmodstamp isdeleted hasoptedoutofemail mailingstateprovince companyaccount "
      "masterrecordid jigsawcontactid lastmodifiedbyid createdbyid contactid18 leadid18 "
      "accountid18" },
    { IMPORT_SALESFORCE, 1,
      "accountid contactid leadid ownerid createddate leadsource accountname mailingstate "
      "mailingcountry lastactivity" },
    { IMPORT_ZOHO, 2,
      "createdtime modifiedtime leadname leadownerid contactownerid lastactivitytime zcrmid" },
    { IMPORT_ZOHO, 1,
      "recordid leadid contactid leadowner contactowner leadstatus emailoptout modifiedby "
      "createdby secondaryemail skypeid tag" },
    { IMPORT_PIPEDRIVE, 3,
      "personname personid personemailwork personphonework personphonemobile organizationname "
      "personowner leadtitle dealtitle personmarketingstatus" },
    { IMPORT_APOLLO, 4, "apollocontactid apolloaccountid" },
    { IMPORT_APOLLO, 2,
      "personlinkedinurl companynameforemails emailconfidence corporatephone workdirectphone "
      "primaryemailsource companylinkedinurl" },
    { IMPORT_APOLLO, 1, "seniority departments technologies keywords emailstatus firstphone" },
};
const gsize IMPORT_EVIDENCE_COUNT = G_N_ELEMENTS(IMPORT_EVIDENCE);
