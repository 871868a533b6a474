### Türkçe.

## Who is who

party-CUSTOMER = Müşteri
    .subject = müşteri
    .addressed = müşteriye
    .owner = müşterinin
party-ISV_PUBLISHER = ISV yayımcısı
    .subject = ISV yayımcısı
    .addressed = ISV yayımcısına
    .owner = ISV yayımcısının
    .aliases = ISV yayıncısı
party-DIRECT_BILL_PARTNER = Doğrudan fatura iş ortağı
    .subject = doğrudan fatura iş ortağı
    .addressed = doğrudan fatura iş ortağına
    .owner = doğrudan fatura iş ortağının
party-INDIRECT_PROVIDER = Dolaylı sağlayıcı
    .subject = dolaylı sağlayıcı
    .addressed = dolaylı sağlayıcıya
    .owner = dolaylı sağlayıcının
party-INDIRECT_RESELLER = Dolaylı kurumsal bayi
    .subject = dolaylı kurumsal bayi
    .addressed = dolaylı kurumsal bayiye
    .owner = dolaylı kurumsal bayinin
    .aliases = dolaylı satıcı
party-MICROSOFT = Microsoft
    .subject = Microsoft
    .addressed = Microsoft’a
    .owner = Microsoft’un
# Stands for the ISV publisher of an offer that Microsoft itself publishes.
first-party-publisher =
    .addressed = yayımcı olarak Microsoft’a

model-DIRECT_BILL = Doğrudan fatura
model-INDIRECT = Dolaylı

## What an inquiry is about

area-CUSTOMER_ACCOUNT = Müşteri hesabı
area-PRODUCT = Ürün
area-COMMERCE = Ticaret

category-BILLING = Müşteriye yönelik faturalama
    .scope = Müşterinin, iş ortağının kestiği faturalar hakkında bir sorusu vardır.
category-SUBSCRIPTION_MANAGEMENT = Abonelik yönetimi
    .scope = Müşterinin bir aboneliği eklenecek, değiştirilecek veya sonlandırılacaktır.
category-ACCOUNT_SETUP = Hesap kurulumu
    .scope = Müşterinin hesabı kurulacaktır.
category-PAYMENT = Ödeme
    .scope = Müşterinin, iş ortağına yaptığı veya yapacağı ödemeler hakkında bir sorusu vardır.
category-OTHER = Diğer tüm destek
    .scope = Müşterinin, diğer kategorilerde adı geçmeyen bir konuda yardıma ihtiyacı vardır.
category-TECHNICAL_SUPPORT = Teknik destek
    .scope = Ürünü kullanan birinin ürünle ilgili yardıma ihtiyacı vardır.
category-BREAK_FIX = Arıza giderme
    .scope = Üründe giderilmesi gereken bir arıza vardır.
category-SERVICE_LEVEL = Hizmet düzeyi
    .scope = Ürünün hizmet düzeyi kapsamında verilen taahhütler hakkında bir soru vardır.
category-DOCUMENTATION = Belgeler
    .scope = Ürünün belgeleri eksik veya hatalıdır ya da bulunamamaktadır.
category-TRAINING = Eğitim
    .scope = Ürünün nasıl kullanıldığı, satıldığı veya desteklendiği öğrenilmek istenmektedir.
category-SERVICE_HEALTH = Hizmet durumu
    .scope = Bir kesinti veya ürünün hizmet durumu hakkında bir soru vardır.
category-OFFER_MANAGEMENT = Teklif yönetimi
    .scope = Bir teklif ticari markete eklenecek veya orada yönetilecektir.
category-TRANSACTION = İşlem
    .scope = Ticaret sistemindeki bir satın alma veya başka bir işlem hakkında bir soru vardır.
category-COMMERCE_BILLING = Ticaret sisteminde faturalama
    .scope = Bir iş ortağının veya yayımcının, ticaret sisteminin tahsil ettiği ya da ödediği tutarlar hakkında bir sorusu vardır.
category-COMMERCE_ACCOUNT = Ticaret sistemindeki hesap
    .scope = Bir iş ortağının veya yayımcının, ticaret sistemindeki kendi hesabı hakkında bir sorusu vardır.
category-DEPLOYMENT = Dağıtım ve sağlama
    .scope = Satın alınan ürün dağıtılacak veya sağlanacaktır.

## Contacts

contact-CUSTOMER_SUPPORT = Müşteri desteği
    .contact = müşteri desteği iletişimi
contact-CSP_PROGRAM = CSP programı iletişimi
    .contact = CSP programı iletişimi
contact-ENGINEERING = Mühendislik iletişimi
    .contact = mühendislik iletişimi

audience-PARTNERS = Müşterilerinin destek talepleri için CSP programındaki iş ortakları
audience-RESELLERS = CSP programıyla ilgili soruları olan bayiler
audience-MICROSOFT_AND_PARTNERS = Microsoft ve teknik soruları olan iş ortakları

readership-EVERYONE = Rehberi okuma yetkisi olan herkes
readership-ADMIN_AGENTS = İş ortaklarının Yönetici aracıları

## How firmly the source says it

basis-STATED = Kaynakta açıkça belirtilir
basis-RECOMMENDED = Kaynak, uygun olduğu ölçüde bunu bekler
basis-OPTIONAL = Kaynak bunu taraflara bırakır; seçimi taraflar yapmıştır
basis-INFERRED = Kaynakta belirtilmez, ancak kaynaktan çıkarılır
basis-UNDETERMINED = Kaynak bu konuda karar vermez

## Why somebody is responsible

why-responsible = Bu konudan { $responsible } sorumludur.
why-shared = Bu görevi { $one } ile { $other } paylaşır; Microsoft’un makalesi hangisinin neyi yapacağını belirtmez.
why-partner-account = Bu konudan { $responsible } sorumludur, çünkü CSP programındaki iş ortakları müşterilerinin hesaplarıyla kendileri ilgilenir.
why-publisher-product = ISV yayımcısı, ürününü müşteri sözleşmesinde tanımlandığı şekilde destekler; Microsoft üçüncü taraf ürünlere destek vermez.
why-publisher-expected-product = ISV yayımcısının bunu, uygun olduğu ölçüde, iş ortaklarına sağlaması beklenir.
why-publisher-expected = ISV yayımcısının bu konuyla, uygun olduğu ölçüde, ilgilenmesi beklenir.
why-publisher-first-party = Bu teklifi Microsoft’un kendisi yayımladığından ISV yayımcısının yerini Microsoft alır; ancak makale yalnızca üçüncü taraf ürünlerden söz eder.
why-provisioning = Bu teklif Azure tabanlı olmadığından sağlama işlemi ISV yayımcısında gerçekleşir ve bu nedenle ISV yayımcısı sorumlu sayılır. Bununla birlikte makaledeki “diğer tüm destek” ifadesiyle iş ortağı da kastedilmiş olabilir.
why-not-azure-based = Bu teklif Azure tabanlı olmadığından bu konudan ISV yayımcısı sorumludur.
why-microsoft-commerce = Ticaret sistemini Microsoft işlettiğinden bu konudan Microsoft sorumludur.
why-microsoft-deployment = Azure tabanlı çözümlerin dağıtımına ve sağlanmasına yardımcı olmak Microsoft’un sorumluluğundadır.
why-split-PROVIDER = Dolaylı sağlayıcı, paylaşılan bu görevi kendisinin üstlendiğini kayda geçirmiştir.
why-split-RESELLER = Dolaylı sağlayıcı, paylaşılan bu görevi dolaylı kurumsal bayisinin üstlendiğini kayda geçirmiştir.
why-split-BOTH = Dolaylı sağlayıcı, bu görevi dolaylı kurumsal bayisiyle birlikte üstlendiğini kayda geçirmiştir.
why-override = Bu rehberdeki bir kural, Microsoft’un makalesinden farklı bir karar içerir ({ $reason }): Burada { $responsible } sorumludur.
why-override-shared = Bu rehberdeki bir kural, Microsoft’un makalesinden farklı bir karar içerir ({ $reason }): Burada { $one } ile { $other } birlikte sorumludur.
override-reason = kayıtlı gerekçe: “{ $text }”
override-reason-missing = kayıtlı gerekçe yok

## Whom the inquirer addresses

way-directly = Bu konuda { $first } başvurun.
way-first-of-two = İlk olarak { $first } başvurun; diğer tarafın yapması gerekenleri ona iletir.
way-passes-on = İlk olarak { $first } başvurun; talebiniz oradan { $goal } iletilir.
way-passes-on-to-two = İlk olarak { $first } başvurun; talebiniz oradan sorumlu taraflara iletilir.
way-customer-to-publisher = İlk olarak { $first } başvurun; talebinizi { $goal } iletir ya da size oradaki destek iletişim bilgilerini verir.
way-customer-to-microsoft = İlk olarak { $first } başvurun; talebiniz oradan Microsoft’a iletilir, çünkü Microsoft iş ortaklarına ve yayımcılara destek verir, iş ortaklarının müşterilerine ise vermez.
way-you = Sorumlu taraf sizsiniz; öncelikle başvurmanız gereken başka kimse yoktur.
way-you-and-another = Bu iki taraftan biri sizsiniz; konuyu kimin üstleneceğini diğer tarafla kararlaştırın.
way-you-ask-the-other = Bu iki taraftan biri sizsiniz; ilk olarak { $first } başvurun ve konuyu kimin üstlendiğini sorun.
way-you-after-another = Sorumluluk sizde olsa da ilk olarak { $first } başvurun.

## Steps of a route

step-MUST = Bunun için { $from }, { $to } başvurmak zorundadır.
step-SHOULD = Bunun için { $from }, { $to } başvurmalıdır.
step-MAY = Bunun için { $from }, { $to } başvurabilir.
step-ALTERNATIVE = Başka bir yol olarak { $from }, { $to } kendisi de başvurabilir.


## What is missing

gap-severity-HIGH = Yüksek
gap-severity-MEDIUM = Orta
gap-severity-LOW = Düşük

gap-CONTACT_MISSING = Rehberde { $owner } { $contact } kayıtlı değil; lütfen bu bilgiyi edinip rehbere ekletin.
    .general = Rehberde uygun bir iletişim kaydı yok; lütfen bu bilgiyi edinip rehbere ekletin.
    .listed = Rehberde bu teklif veya yayımcısı için { $contact } kayıtlı değil; lütfen bu bilgiyi edinip rehbere ekletin.
    .label = Eksik iletişim kaydı
gap-CONTACT_UNVERIFIED = Rehberdeki kayda göre { $owner } { $contact } henüz doğrulanmadı; çalışmıyorsa lütfen bildirin.
    .general = Rehberdeki bu iletişim kaydı henüz doğrulanmadı; çalışmıyorsa lütfen bildirin.
    .listed = Rehberdeki bu { $contact } henüz doğrulanmadı; lütfen deneyip sonucu kaydettirin.
    .label = Hiç doğrulanmamış iletişim kaydı
gap-CONTACT_REPORTED_BAD = Bir bildirime göre { $owner } { $contact } çalışmıyor; varsa başka bir iletişim kaydını kullanın ve bunu düzelttirin.
    .general = Bir bildirime göre bu iletişim kaydı çalışmıyor; varsa başka bir kaydı kullanın ve bunu düzelttirin.
    .listed = Bir bildirime göre bu { $contact } çalışmıyor; lütfen kontrol edip düzelttirin ya da doğrulatın.
    .label = Çalışmadığı bildirilen iletişim kaydı
gap-CONTACT_DEAD = Rehberdeki kayda göre { $owner } { $contact } artık çalışmıyor; lütfen yenisini edinip rehbere ekletin.
    .general = Rehberdeki kayda göre bu iletişim kaydı artık çalışmıyor; lütfen yenisini edinip rehbere ekletin.
    .listed = Rehberdeki kayda göre bu { $contact } artık çalışmıyor; lütfen yenisini edinip rehbere ekletin.
    .label = Artık çalışmayan iletişim kaydı
gap-CONTACT_WITHOUT_CHANNEL = Rehberdeki kayda göre { $owner } { $contact } için yalnızca başka yerlerden aranamayan bir telefon numarası var; lütfen bir e-posta adresi, bir web sayfası veya numaranın ülke kodlu biçimini edinip rehbere ekletin.
    .general = Rehberdeki bu iletişim kaydında yalnızca başka yerlerden aranamayan bir telefon numarası var; lütfen bir e-posta adresi, bir web sayfası veya numaranın ülke kodlu biçimini edinip rehbere ekletin.
    .listed = Rehberde bu { $contact } için yalnızca başka yerlerden aranamayan bir telefon numarası var; lütfen bir e-posta adresi, bir web sayfası veya numaranın ülke kodlu biçimini edinip rehbere ekletin.
    .label = Çalışan kanalı olmayan iletişim kaydı
gap-CONTACT_STALE = Rehberdeki kayda göre { $owner } { $contact } uzun süre önce doğrulandı; artık çalışmıyorsa lütfen bildirin.
    .general = Rehberdeki bu iletişim kaydı uzun süre önce doğrulandı; artık çalışmıyorsa lütfen bildirin.
    .listed = Rehberdeki bu { $contact } uzun süre önce doğrulandı; lütfen yeniden deneyip sonucu kaydettirin.
    .label = Uzun süre önce doğrulanmış iletişim kaydı
gap-PUBLISHER_WITHOUT_OFFERS = Bu yayımcının hiç teklifi yok; lütfen tekliflerini ekletin ya da yayımcıyı kullanımdan kaldırtın.
    .label = Teklifi olmayan yayımcı
gap-SPELLING_VARIANT = Bu yayımcının adı ile başka bir yayımcının adı yalnızca yazılışta ayrılıyor; aynı yayımcı olup olmadıklarını lütfen kontrol edin, aynıysa birleştirilmelerini sağlayın.
    .label = Yalnızca yazılışta ayrılan yayımcı adı
gap-OFFER_RETIRED = Bu teklif kullanımdan kaldırılmış, bu yüzden yanıt artık geçerli olmayabilir; doğru teklifi belirttiğinizden emin olun ya da yayımcısına danışın.
    .label = Kullanımdan kaldırılmış teklif
gap-PARTNER_RETIRED = Kayıtlara göre { $party } kullanımdan kaldırılmış, bu yüzden yanıt artık geçerli olmayabilir; doğru iş ortağını belirttiğinizden emin olun.
    .general = İş ortağı kullanımdan kaldırılmış, bu yüzden yanıt artık geçerli olmayabilir; doğru iş ortağını belirttiğinizden emin olun.
    .label = Kullanımdan kaldırılmış iş ortağı
gap-SPLIT_NOT_RECORDED = Bu görevi dolaylı sağlayıcının mı yoksa dolaylı kurumsal bayinin mi üstlendiği kayıtlı değil; dolaylı sağlayıcı bunu rehbere kaydedebilir.
    .label = Kaydedilmemiş görev paylaşımı
gap-PROVIDER_NOT_NAMED = Dolaylı sağlayıcı belirtilmedi ve bayiden de anlaşılmıyor; sağlayıcının bu ortak görev için kaydettiği bilgi yanıtı daha kesin kılar.
    .label = Belirtilmemiş sağlayıcı
gap-RESELLER_NOT_NAMED = Dolaylı sağlayıcı bazı bayiler için farklı bir kayıt yapmıştır; o bayi için geçerli yanıtı almak üzere bayiyi belirtin.
    .label = Belirtilmemiş bayi
gap-PROVIDER_NOT_TIED = Belirtilen bayi, belirtilen sağlayıcının bayisi olarak kayıtlı değil; ikisini de kontrol edin ya da bu ilişkiyi kaydettirin.
    .label = Kaydedilmemiş sağlayıcı-bayi ilişkisi
gap-ASK_YOUR_PROVIDER = Bu görevi hanginizin üstlendiğini dolaylı sağlayıcınıza sorun.
    .label = Sağlayıcıya sorulması gereken konu
gap-NOT_SOLD_THROUGH_CSP = Bu teklif CSP programı üzerinden satılmıyor; doğru teklifi belirttiğinizden emin olun ya da yayımcısına danışın.
    .label = CSP programı üzerinden satılmayan teklif
gap-OFFER_TYPE_UNKNOWN = Yanıt, teklifin Azure tabanlı olup olmadığına bağlıdır ve bu bilinmiyor; teklifi belirtin ya da türünü kaydettirin.
    .label = Türü bilinmeyen teklif
gap-OFFER_NOT_NAMED = Teklif belirtilmedi; yayımcısını ve iletişim bilgilerini görmek için teklifi belirtin.
    .label = Belirtilmemiş teklif
gap-PARTNER_NOT_NAMED = Hangi şirketin { $party } olduğu bilinmiyor; iletişim bilgilerini görmek için şirketi belirtin.
    .general = İş ortağı belirtilmedi; iletişim bilgilerini görmek için iş ortağını belirtin.
    .label = Belirtilmemiş iş ortağı

## Imports

import-QUEUED = Sırada bekliyor
    .outcome = Bu içe aktarma sırasını bekliyor: aynı anda yalnızca biri yapılır.
import-READING = Okunuyor
    .outcome = Bu içe aktarmanın dosyası okunuyor.
import-RUNNING = Sürüyor
    .outcome = Dosyada yazanlar rehbere alınıyor ya da deneme olarak karşılaştırılıyor.
import-DONE = Tamamlandı
    .outcome = Bu içe aktarma sonuna ulaştı; toplamları ve notları ne yaptığını gösterir.
import-REFUSED = Geri çevrildi
    .outcome = Hiçbir şey alınmadı: dosyadaki hiçbir bilgiye güvenilemiyor.
import-FAILED = Başarısız
    .outcome = Bu içe aktarma bizim hatamız yüzünden yarıda kaldı. O ana kadar alınanlar kalır; yeniden isteyin, yine başarısız olursa bu hizmeti işletenlere { $import } kimliğini bildirin: günlüklerinde nedeni bu kimlikle yazar.
import-CANCELLED = İptal edildi
    .outcome = Bu içe aktarma iptal edildi. O ana kadar alınanlar kalır; aynı dosyayı yeniden içe aktarmak kaldığı yerden sürdürür.

## What is wrong with what somebody typed, and what would be right

problem-NOT_FOUND = Bu kayıt rehberde yok; belirttiğinizi kontrol edin.
problem-VERSION_CONFLICT = Siz gördükten sonra başka biri bunu değiştirdi; şimdiki haline bakıp yeniden karar verin.
problem-NOTE_TOO_LONG = Not en çok { $most } karakter olabilir.
problem-OWNER_NOT_FOUND = Bunun ait olacağı kayıt rehberde yok; belirttiğinizi kontrol edin.
problem-OWNER_RETIRED = Bunun ait olduğu ya da olacağı kayıt kullanımdan kaldırılmış; önce onu geri getirin.
problem-NAME_MISSING = Bir ad gerekli.
problem-NAME_TOO_LONG = Ad en çok { $most } karakter olabilir.
problem-NO_CHANNEL = E-posta adresi, telefon numarası ya da sayfadan en az biri gerekli.
problem-EMAIL_INVALID = Bu e-posta adresine yazılamaz; help@contoso.example gibi bir adres gerekli.
problem-PHONE_INVALID = Bu telefon numarası aranamaz; +1 425 555 0100 gibi bir numara gerekli.
problem-URL_INVALID = Bu adres açılamaz; https:// ile başlayan ve bir sunucu adı içeren bir adres gerekli.
problem-URL_NAMES_USER = Bu adres bir kullanıcı adı ya da parola içeriyor; bunları çıkarın.
problem-URL_TOO_LONG = Adres en çok { $most } karakter olabilir.
problem-LANGUAGE_INVALID = Bu bir dil etiketi değil; en ya da pt-BR gibi bir etiket gerekli.
problem-TOO_MANY_LANGUAGES = En çok { $most } dil verilebilir.
problem-HOURS_TOO_LONG = Çalışma saatleri en çok { $most } karakter olabilir.
problem-TIME_ZONE_UNKNOWN = Bu adda bir saat dilimi yok; Europe/Istanbul gibi bir ad gerekli.
problem-ALREADY_LISTED = Bu zaten kayıtlı; kayıtlı olanı değiştirin.
problem-TOO_MANY_CONTACTS = Bir kayda en çok { $most } iletişim kaydı ait olabilir; birini kaldırın ya da değiştirin.
problem-REASON_MISSING = Bir neden gerekli.
problem-REASON_TOO_LONG = Neden en çok { $most } karakter olabilir.
problem-ALREADY_DEAD = Bu iletişim kaydının çalışmadığı zaten biliniyor.
problem-ID_INVALID = Bu bir kimlik olamaz: PartnerID 1 ile 20 arasında rakamdan oluşur; yayımcı ve teklif kimlikleri boşluk içermeyen 1 ile 200 karakterdir, yayımcı kimliğinde nokta da olamaz.
problem-ID_TAKEN = Bu kimlik zaten başka bir kayda ait; kimlikle arayın, kayıt kullanımdan kaldırılmış olabilir.
problem-RETIRED = Bu kayıt kullanımdan kaldırılmış; devam etmek için önce onu geri getirin.
problem-NOT_RETIRED = Bu kayıt kullanımdan kaldırılmamış; geri getirilecek bir şey yok.
problem-MERGED = Bu yayımcı başka bir yayımcıyla kalıcı olarak birleştirildi; işlemi o yayımcıda yapın.
problem-INTO_ITSELF = Bir yayımcı kendisiyle birleştirilemez; başka bir yayımcı belirtin.
problem-OFFER_ID_TAKEN = Şu kimliklerde her iki yayımcının da teklifi var: { $more }. Önce her kimlikten birer teklifi başka bir yayımcıya taşıyın.
problem-OVERRIDES_CLASH = Şu kategorilerde her iki yayımcının kuralları aynı sorulara aynı günden başlayarak yanıt veriyor: { $more }. Önce her iki kuraldan birini kaldırın.
problem-PUBLISHER_NOT_FOUND = Yayımcı rehberde yok; belirttiğinizi kontrol edin.
problem-PUBLISHER_RETIRED = Yayımcı kullanımdan kaldırılmış; önce onu geri getirin.
problem-OFFER_NOT_FOUND = Teklif rehberde yok; belirttiğinizi kontrol edin.
problem-OFFER_RETIRED = Teklif kullanımdan kaldırılmış; önce onu geri getirin.
problem-TITLE_MISSING = Bir başlık gerekli.
problem-TITLE_TOO_LONG = Başlık en çok { $most } karakter olabilir.
problem-SUMMARY_TOO_LONG = Özet en çok { $most } karakter olabilir.
problem-LANGUAGE_REPEATED = Bu dilde başka bir çeviri daha var; her dili bir kez verin.
problem-TOO_MANY_TRANSLATIONS = En çok { $most } çeviri verilebilir.
problem-CATEGORY_EMPTY = Bu kategorinin adı yok; ad verin ya da kategoriyi çıkarın.
problem-CATEGORY_TOO_LONG = Kategori adı en çok { $most } karakter olabilir.
problem-TOO_MANY_CATEGORIES = En çok { $most } kategori verilebilir.
problem-KIND_MISSING = Sayfanın ne için olduğu belirtilmeli.
problem-TOO_MANY_LINKS = Bir teklife en çok { $most } bağlantı ait olabilir; birini kaldırın ya da değiştirin.
problem-NAME_TAKEN = Bu ad zaten başka bir kayda ait: { $more }.
problem-ROLE_MISSING = Bir rol gerekli: iş ortağı programa bir rolle katılır.
problem-ROLE_IN_USE = Bu iş ortağının rolüne dayanan bayi ilişkileri, görev dağılımları ya da kurallar var; önce onları kaldırın.
problem-PROVIDER_NOT_FOUND = Sağlayıcı rehberde yok; belirttiğinizi kontrol edin.
problem-NOT_A_PROVIDER = Bu iş ortağı dolaylı sağlayıcı değil; dolaylı sağlayıcı olan birini belirtin.
problem-RESELLER_NOT_FOUND = Bayi rehberde yok; belirttiğinizi kontrol edin.
problem-NOT_A_RESELLER = Bu iş ortağı dolaylı kurumsal bayi değil; dolaylı kurumsal bayi olan birini belirtin.
problem-ALREADY_TIED = Bu bayi zaten bu sağlayıcının bayisi olarak kayıtlı.
problem-NOT_TIED = Bu bayi, bu sağlayıcının bayisi olarak kayıtlı değil; ikisini de kontrol edin ya da bu ilişkiyi kaydettirin.
problem-SPLITS_ON_RECORD = Sağlayıcının bu bayi için kayıtlı görev dağılımları var; önce onları kaldırın.
problem-TOO_MANY_PROVIDERS = Bir bayinin en çok { $most } sağlayıcısı olabilir; önce birinin bayi ilişkisini kaldırın.
problem-CATEGORY_NOT_SHARED = Bu, sağlayıcı ile bayinin paylaştığı bir görev değil; müşteri hesabı alanından bir görev belirtin.
problem-ENDS_BEFORE_IT_BEGINS = Bu, başlamadan sona ermiş olur; daha geç bir bitiş verin ya da bitişi boş bırakın.
problem-ALREADY_RECORDED = Bu görevin aynı bayi ya da tüm bayiler için bu günden başlayan bir dağılımı zaten kayıtlı; önce onu kaldırın.
problem-SUBJECT_NOT_FOUND = Kuralın yapılacağı kayıt rehberde yok; belirttiğinizi kontrol edin.
problem-SUBJECT_RETIRED = Kuralın yapılacağı kayıt kullanımdan kaldırılmış; önce onu geri getirin.
problem-PARTNER_NOT_IN_MODEL = Bu iş ortağı bu modele katılmıyor; diğer modeli belirtin ya da model belirtmeyin.
problem-INQUIRER_NOT_IN_MODEL = Bu soran taraf bu modelde yok; başka bir taraf belirtin ya da hiç belirtmeyin.
problem-RESPONSIBLE_MISSING = En az bir sorumlu taraf gerekli.
problem-TOO_MANY_RESPONSIBLE = Bir görevi en çok { $most } taraf paylaşabilir.
problem-ANSWER_UNFIT = Bu taraflar burada sorumlu olamaz: her taraf belirtilen modelde, model belirtilmemişse her iki modelde bulunmalı ve yalnızca bir kez adı geçmelidir; müşteri ise hiçbir zaman sorumlu olamaz.
problem-ALREADY_OVERRIDDEN = Aynı sorulara bu günden başlayarak yanıt veren başka bir kural var; önce onu kaldırın.
problem-TOO_MANY_OVERRIDES = Bir kayıt için en çok { $most } kural yapılabilir; önce birini kaldırın.
problem-RULES_INVALID = Bu kural dosyasından hiçbir şey alınmadı: { $more }.
problem-RULES_NOT_TOTAL = Her sorunun, doğru olabilecek tek bir yanıtı olmalıdır: { $more }.
problem-BEGINS_TAKEN = Bu günde zaten başka bir sürüm başlıyor: { $more }.
problem-TOO_MANY_EDITIONS = En çok { $most } sürüm olabilir ve hiçbiri kaldırılmaz: yeni bir sürüm alınmaz.
problem-ABOUT_NOT_FOUND = Bildirimin ilgili olacağı kayıt rehberde yok; belirttiğinizi kontrol edin.
problem-ABOUT_RETIRED = Bildirimin ilgili olduğu ya da olacağı kayıt kullanımdan kaldırılmış; önce onu geri getirin.
problem-SEVERITY_MISSING = Bildirim, durumun ne kadar ciddi olduğunu belirtmelidir.
problem-TEXT_MISSING = Bir metin gerekli.
problem-TEXT_TOO_LONG = Metin en çok { $most } karakter olabilir.
problem-BEGIN_MISSING = Bildirimin bir başlangıç zamanı olmalıdır.
problem-ALREADY_ENDED = Bu bildirim zaten sona ermiş; bitişi yanlışsa değiştirin.
problem-CONTENT_MISSING = İçe aktarılacak bir şey yok: metni içerik olarak verin ya da bir dosya gönderin.
problem-CONTENT_TWICE = Metni içerik olarak verin ya da bir dosya gönderin, ikisini birden değil.
problem-CONTENT_TOO_LARGE = Bir kerede en çok { $more } bayt içe aktarılabilir; dosyayı bölün ya da gzip ile sıkıştırıp dosya olarak gönderin.
problem-FILE_NAME_TOO_LONG = Dosya adı en çok { $most } karakter olabilir.
problem-TOO_MANY_WAITING = En çok { $most } içe aktarma sırada bekleyebilir; bazıları tamamlanınca yeniden isteyin.
problem-IMPORT_ENDED = Bu içe aktarma zaten sona ermiş; iptal edilecek bir şey yok.
